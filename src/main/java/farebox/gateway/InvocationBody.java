package farebox.gateway;

import static farebox.web.Input.check;
import static farebox.web.Input.required;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import farebox.gateway.Content.CachePoint;
import farebox.gateway.Prompt.Guardrail;
import farebox.gateway.Prompt.Sampling;
import farebox.gateway.Prompt.Settings;
import farebox.gateway.Tools.Choice;
import farebox.gateway.Tools.Tool;
import farebox.web.Input;
import farebox.web.JsonFields;
import farebox.web.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The JSON of an invocation or a quote. What it holds and we do not know is refused by name, never ignored. */
record InvocationBody(
        String customer,
        String task,
        List<Turn> messages,
        @Schema(ref = "Said") JsonNode system,
        List<ToolBody> tools,
        @Schema(ref = "ToolChoice") JsonNode toolChoice,
        Integer maxTokens,
        Double temperature,
        Double topP,
        List<String> stopSequences,
        GuardrailBody guardrail,
        @Schema(ref = "Members") JsonNode additionalModelRequestFields,
        Integer units,
        String serviceTier,
        Boolean stream,
        Map<String, String> metadata,
        Boolean explain) {
    private static final int TASK_LENGTH_MAX = 64;

    /** One message: its content is a text, or a list of {@link Blocks}. */
    record Turn(String role, @Schema(ref = "Said") JsonNode content) {}

    /** A tool, or at the end of the list a cache point. */
    record ToolBody(
            String name,
            String description,
            @Schema(ref = "Members") JsonNode inputSchema,
            @Schema(ref = "CachePoint") JsonNode cachePoint) {}

    record GuardrailBody(String id, String version) {}

    /** Reads a body; ends the request with a problem that names what is wrong with it. */
    static TaskRequest read(ObjectMapper mapper, byte[] json) throws IOException {
        var body = parsed(mapper, json, InvocationBody.class);
        if (body.explain != null) throw Problem.unsupported("explain").exception();
        return body.request();
    }

    /** Reads a body of any kind, its numbers to the last digit. */
    static <T> T parsed(ObjectMapper mapper, byte[] json, Class<T> kind) throws IOException {
        T body = mapper.readerFor(kind)
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readValue(json);
        return required("body", body);
    }

    TaskRequest request() {
        return new TaskRequest(
                Input.text("task", required("task", task), TASK_LENGTH_MAX),
                Optional.ofNullable(customer),
                conversation(),
                instructions(),
                new Settings(
                        toolbox(),
                        sampling(),
                        watch(),
                        Settings.tier("service_tier", Optional.ofNullable(serviceTier)),
                        Optional.ofNullable(additionalModelRequestFields).filter(fields -> !isAbsent(fields))),
                optional(maxTokens),
                Boolean.TRUE.equals(stream),
                optional(units),
                Input.metadata(metadata));
    }

    static OptionalInt optional(Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private List<Message> conversation() {
        var conversation = new ArrayList<Message>();
        for (var turn : required("messages", messages)) {
            var place = "messages." + conversation.size();
            conversation.add(message(place, required(place, turn)));
        }
        return conversation;
    }

    private static Message message(String place, Turn turn) {
        var role = switch (required(place + ".role", turn.role)) {
            case "user" -> Message.Role.USER;
            case "assistant" -> Message.Role.ASSISTANT;
            default ->
                throw Problem.invalid(place + ".role", "A role is user or assistant.")
                        .exception();
        };
        var content = place + ".content";
        return new Message(role, Blocks.content(content, required(content, turn.content)));
    }

    /** A blank text says nothing, and models refuse it. */
    private List<Content> instructions() {
        if (isAbsent(system) || (system.isTextual() && system.textValue().isBlank())) return List.of();
        return Blocks.system("system", system);
    }

    private static boolean isAbsent(JsonNode node) {
        return node == null || node.isNull();
    }

    private Optional<Tools> toolbox() {
        if (tools == null) {
            check(isAbsent(toolChoice), "tool_choice", "tool_choice needs tools.");
            return Optional.empty();
        }
        var all = new ArrayList<>(tools);
        var cached = all.isEmpty() || all.getLast() == null
                ? Optional.<CachePoint>empty()
                : Optional.ofNullable(all.getLast().cachePoint)
                        .filter(point -> !isAbsent(point))
                        .map(point -> cachePoint("tools." + (all.size() - 1) + ".cache_point", point));
        if (cached.isPresent()) all.removeLast();
        var read = new ArrayList<Tool>();
        for (var tool : all) read.add(tool("tools." + read.size(), tool));
        return Optional.of(new Tools(read, choice(), cached));
    }

    private static CachePoint cachePoint(String place, JsonNode point) {
        var fields = JsonFields.of(place, point);
        var read = CachePoint.of(fields);
        fields.nothingElse();
        return read;
    }

    private static Tool tool(String place, ToolBody tool) {
        required(place, tool);
        check(isAbsent(tool.cachePoint), place + ".cache_point", "A cache point comes after all tools.");
        return new Tool(
                required(place + ".name", tool.name),
                Optional.ofNullable(tool.description),
                required(place + ".input_schema", tool.inputSchema));
    }

    private Choice choice() {
        if (isAbsent(toolChoice)) return new Choice.Free();
        if (toolChoice.isObject()) {
            var named = JsonFields.of("tool_choice", toolChoice);
            var choice = new Choice.Named(named.required("tool", named::text));
            named.nothingElse();
            return choice;
        }
        return switch (toolChoice.asText()) {
            case "auto" -> new Choice.Free();
            case "any" -> new Choice.Any();
            default ->
                throw Problem.invalid("tool_choice", "tool_choice is auto, any or {\"tool\": name}.")
                        .exception();
        };
    }

    private Sampling sampling() {
        var stops = stopSequences == null ? List.<String>of() : stopSequences;
        stops.forEach(stop -> required("stop_sequences", stop));
        return new Sampling(Optional.ofNullable(temperature), Optional.ofNullable(topP), stops);
    }

    private Optional<Guardrail> watch() {
        return Optional.ofNullable(guardrail)
                .map(asked -> new Guardrail(
                        required("guardrail.id", asked.id), required("guardrail.version", asked.version)));
    }
}
