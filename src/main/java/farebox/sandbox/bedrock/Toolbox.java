package farebox.sandbox.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The tools that a model may ask for. It does when it must, when the user names one ("call get_weather for Oslo"), and
 * at the word {@code [tool]}; {@code [tools]} has it ask for all at once.
 *
 * @param schemas of their input, by name
 * @param choice as the request has it
 */
record Toolbox(Map<String, JsonNode> schemas, JsonNode choice) {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");
    private static final Pattern NAME = Pattern.compile("(?<=[a-z] )\\p{Lu}\\p{L}+");

    static Toolbox of(JsonNode config) {
        var schemas = new LinkedHashMap<String, JsonNode>();
        for (var tool : config.path("tools")) {
            var spec = tool.path("toolSpec");
            if (!spec.isMissingNode())
                schemas.put(spec.path("name").asText(), spec.path("inputSchema").path("json"));
        }
        return new Toolbox(schemas, config.path("toolChoice"));
    }

    /** What a model asks for when it hears this; nothing when it has no need. */
    List<ToolCall> asked(String text) {
        var names = schemas.keySet().stream().toList();
        if (names.isEmpty()) return List.of();
        if (choice.has("tool"))
            return List.of(call(choice.path("tool").path("name").asText(), text));
        var words = text.toLowerCase(Locale.ROOT);
        if (words.contains("[tools]"))
            return names.stream().map(name -> call(name, text)).toList();
        var named = names.stream()
                .filter(name -> words.contains(name.toLowerCase(Locale.ROOT)))
                .findFirst();
        var must = choice.has("any") || words.contains("[tool]");
        return named.or(() -> must ? names.stream().findFirst() : named).map(name -> call(name, text)).stream()
                .toList();
    }

    private ToolCall call(String name, String text) {
        return ToolCall.of(name, object(schemas.getOrDefault(name, JsonNodeFactory.instance.objectNode()), text));
    }

    private static ObjectNode object(JsonNode schema, String text) {
        var input = JsonNodeFactory.instance.objectNode();
        schema.path("properties")
                .propertyStream()
                .forEach(property -> input.set(property.getKey(), value(property.getValue(), text)));
        return input;
    }

    /** Something of the right kind, out of what the user said where that can be. */
    private static JsonNode value(JsonNode schema, String text) {
        var nodes = JsonNodeFactory.instance;
        if (schema.path("enum").has(0)) return schema.path("enum").path(0);
        return switch (schema.path("type").asText()) {
            case "object" -> object(schema, text);
            case "array" -> nodes.arrayNode().add(value(schema.path("items"), text));
            case "boolean" -> nodes.booleanNode(true);
            case "integer", "number" -> nodes.numberNode(Long.parseLong(first(NUMBER, text, "1")));
            default -> nodes.textNode(first(NAME, text, text));
        };
    }

    private static String first(Pattern pattern, String text, String otherwise) {
        var found = pattern.matcher(text);
        return found.find() ? found.group() : otherwise;
    }
}
