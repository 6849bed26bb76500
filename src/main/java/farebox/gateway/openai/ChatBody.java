package farebox.gateway.openai;

import static farebox.web.Input.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farebox.cost.ServiceTier;
import farebox.customer.AppKey.Naming;
import farebox.gateway.Prompt.Sampling;
import farebox.gateway.Prompt.Settings;
import farebox.gateway.TaskRequest;
import farebox.web.Input;
import farebox.web.JsonFields;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What a chat completion was asked for with. Parameters that would change the answer and that models here can't take are
 * refused by name; at the value that OpenAI has for default they are taken.
 *
 * @param tellUsage whether a stream is to end with the usage
 */
record ChatBody(TaskRequest request, boolean tellUsage) {
    private static final int TASK_LENGTH_MAX = 64;
    private static final String CUSTOMER = "customer";
    private static final String THINKING = "thinking";

    /** What there is only one way of here, with that way. */
    private static final Map<String, List<String>> ONLY = Map.ofEntries(
            Map.entry("n", List.of("1")),
            Map.entry("frequency_penalty", List.of("0", "0.0")),
            Map.entry("presence_penalty", List.of("0", "0.0")),
            Map.entry("logprobs", List.of("false")),
            Map.entry("logit_bias", List.of("{}")),
            Map.entry("store", List.of("false")),
            Map.entry("parallel_tool_calls", List.of("true")),
            Map.entry("modalities", List.of("[\"text\"]")),
            Map.entry("response_format", List.of("{\"type\":\"text\"}")));

    static ChatBody read(ObjectMapper mapper, byte[] json, Naming naming) throws IOException {
        var body = JsonFields.read(mapper, json);
        ONLY.forEach(body::only);
        var messages = new ChatMessages(body.objects("messages"));
        var read = new ChatBody(
                new TaskRequest(
                        Input.text("model", body.required("model", body::text), TASK_LENGTH_MAX),
                        customer(body, naming),
                        messages.messages(),
                        messages.system(),
                        new Settings(
                                ChatTools.read(body),
                                sampling(body),
                                Optional.empty(),
                                tier(body),
                                thinking(body, messages)),
                        outputTokens(body),
                        body.flag("stream"),
                        OptionalInt.empty(),
                        metadata(body)),
                body.object("stream_options")
                        .map(options -> options.flag("include_usage"))
                        .orElse(false));
        body.nothingElse();
        return read;
    }

    /** By the request's metadata, or its user, which many apps use for something else, so that a key can switch it off. */
    private static Optional<String> customer(JsonFields body, Naming naming) {
        var user = body.text("user").filter(named -> naming.byUser());
        var named = body.object("metadata").flatMap(metadata -> metadata.text(CUSTOMER));
        check(
                user.isEmpty() || named.isEmpty() || user.equals(named),
                CUSTOMER,
                "user and metadata.customer do not agree.");
        return named.or(() -> user);
    }

    private static Map<String, String> metadata(JsonFields body) {
        var pairs = new LinkedHashMap<String, String>();
        body.object("metadata")
                .ifPresent(metadata -> metadata.names().stream()
                        .filter(name -> !name.equals(CUSTOMER))
                        .forEach(name -> pairs.put(name, metadata.required(name, metadata::text))));
        return Input.metadata(pairs);
    }

    private static Sampling sampling(JsonFields body) {
        var stop = body.any("stop");
        var stops = stop.filter(JsonNode::isTextual).map(one -> List.of(one.textValue()));
        return new Sampling(
                body.number("temperature"), body.number("top_p"), stops.orElseGet(() -> body.texts("stop")));
    }

    /** What OpenAI's clients call auto is what is meant without. */
    private static ServiceTier tier(JsonFields body) {
        return Settings.tier("service_tier", body.text("service_tier").filter(word -> !word.equals("auto")));
    }

    /** As Anthropic's clients say that a model is to think; no word of OpenAI's own says how long it may. */
    private static Optional<JsonNode> thinking(JsonFields body, ChatMessages messages) {
        return body.any(THINKING).map(asked -> {
            check(asked.isObject(), THINKING, "thinking must be an object.");
            // Claude would refuse it, and clients drop unawares what OpenAI does not know.
            check(
                    !asked.path("type").asText().equals("enabled") || !messages.isThinkingLost(),
                    "messages",
                    "With thinking, a message that calls tools goes back with its thinking_blocks.");
            return JsonNodeFactory.instance.objectNode().set(THINKING, asked);
        });
    }

    private static OptionalInt outputTokens(JsonFields body) {
        var limits = Stream.of("max_completion_tokens", "max_tokens")
                .flatMap(name -> body.integer(name).stream())
                .distinct()
                .toList();
        check(limits.size() < 2, "max_tokens", "max_tokens and max_completion_tokens do not agree.");
        return limits.stream().mapToInt(Integer::intValue).findFirst();
    }
}
