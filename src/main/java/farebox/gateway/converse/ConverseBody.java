package farebox.gateway.converse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farebox.cost.ServiceTier;
import farebox.gateway.Message;
import farebox.gateway.Message.Role;
import farebox.gateway.Prompt.Guardrail;
import farebox.gateway.Prompt.Sampling;
import farebox.gateway.Prompt.Settings;
import farebox.gateway.TaskRequest;
import farebox.web.Input;
import farebox.web.JsonFields;
import farebox.web.Problem;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What Converse was asked for with. What would change the answer and cannot be done here is refused by name. */
final class ConverseBody {
    private static final String CUSTOMER = "customer";

    /** What there is only one way of here, with that way. */
    private static final Map<String, List<String>> ONLY = Map.of(
            "additionalModelResponseFieldPaths", List.of("[]"),
            "promptVariables", List.of("{}"),
            "performanceConfig", List.of("{\"latency\":\"standard\"}", "{}"));

    private static final JsonNode NONE = JsonNodeFactory.instance.objectNode();

    private ConverseBody() {}

    static TaskRequest read(ObjectMapper mapper, String task, byte[] json, boolean streamed) throws IOException {
        var body = JsonFields.read(mapper, json);
        ONLY.forEach(body::only);
        var inference = body.object("inferenceConfig");
        var read = new TaskRequest(
                task,
                body.object("requestMetadata").flatMap(metadata -> metadata.text(CUSTOMER)),
                body.objects("messages").stream().map(ConverseBody::message).toList(),
                ConverseBlocks.system(body),
                new Settings(
                        body.object("toolConfig").map(ConverseTools::read),
                        inference.map(ConverseBody::sampling).orElse(Sampling.OWN),
                        body.object("guardrailConfig").map(ConverseBody::guardrail),
                        tier(body),
                        body.any("additionalModelRequestFields").filter(fields -> !fields.equals(NONE))),
                inference
                        .flatMap(limits -> limits.integer("maxTokens"))
                        .map(OptionalInt::of)
                        .orElseGet(OptionalInt::empty),
                streamed,
                OptionalInt.empty(),
                metadata(body));
        body.nothingElse();
        return read;
    }

    private static Message message(JsonFields message) {
        var role = switch (message.required("role", message::text)) {
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            default ->
                throw Problem.invalid(message.place("role"), "A role is user or assistant.")
                        .exception();
        };
        return new Message(role, ConverseBlocks.content(message));
    }

    private static Sampling sampling(JsonFields inference) {
        return new Sampling(
                inference.number("temperature"), inference.number("topP"), inference.texts("stopSequences"));
    }

    /** A stream waits for its guardrail here, so that nothing is heard that it would have kept back. */
    private static Guardrail guardrail(JsonFields guardrail) {
        guardrail.only("trace", List.of("\"disabled\""));
        guardrail.only("streamProcessingMode", List.of("\"sync\""));
        return new Guardrail(
                guardrail.required("guardrailIdentifier", guardrail::text),
                guardrail.required("guardrailVersion", guardrail::text));
    }

    private static ServiceTier tier(JsonFields body) {
        var tier = body.object("serviceTier");
        return Settings.tier("serviceTier.type", tier.map(asked -> asked.required("type", asked::text)));
    }

    private static Map<String, String> metadata(JsonFields body) {
        var pairs = new LinkedHashMap<String, String>();
        body.object("requestMetadata")
                .ifPresent(metadata -> metadata.names().stream()
                        .filter(name -> !name.equals(CUSTOMER))
                        .forEach(name -> pairs.put(name, metadata.required(name, metadata::text))));
        return Input.metadata(pairs);
    }
}
