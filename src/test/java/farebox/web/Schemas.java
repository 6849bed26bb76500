package farebox.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The schemas of an OpenAPI document, as far as ours goes; a member that no schema names is a fault here. */
record Schemas(JsonNode contract) {
    /** What does not fit, and where. */
    List<String> faults(JsonNode value, JsonNode schema) {
        return faults("$", value, schema).toList();
    }

    private Stream<String> faults(String place, JsonNode value, JsonNode written) {
        if (written.isMissingNode()) return Stream.of(place + " has no schema");
        var schema = resolved(written);
        if (schema.has("oneOf")) {
            var fitting = list(schema.path("oneOf"))
                    .filter(one -> faults(place, value, one).findAny().isEmpty())
                    .count();
            return fitting == 1 ? Stream.of() : Stream.of(place + " fits " + fitting + " of its schemas");
        }
        var types = types(schema);
        if (!types.isEmpty() && types.stream().noneMatch(type -> is(value, type)))
            return Stream.of(place + " is no " + types + ": " + value);
        if (schema.has("enum") && list(schema.path("enum")).noneMatch(value::equals))
            return Stream.of(place + " is none of " + schema.path("enum") + ": " + value);
        var items = list(value).filter(item -> value.isArray());
        return Stream.concat(
                items.flatMap(item -> faults(place + "[]", item, schema.path("items"))), members(place, value, schema));
    }

    private Stream<String> members(String place, JsonNode value, JsonNode schema) {
        if (!value.isObject() || types(schema).isEmpty()) return Stream.of();
        var missing = list(schema.path("required"))
                .map(JsonNode::asText)
                .filter(name -> !value.has(name))
                .map(name -> place + "." + name + " is missing");
        var others = schema.path("additionalProperties");
        var wrong = value.properties().stream().flatMap(member -> {
            var at = place + "." + member.getKey();
            if (schema.path("properties").has(member.getKey()))
                return faults(at, member.getValue(), schema.path("properties").path(member.getKey()));
            if (others.isBoolean() && others.asBoolean()) return Stream.of();
            return faults(at, member.getValue(), others);
        });
        return Stream.concat(missing, wrong);
    }

    private static boolean is(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> false;
        };
    }

    private static List<String> types(JsonNode schema) {
        var type = schema.path("type");
        if (type.isTextual()) return List.of(type.asText());
        return list(type).map(JsonNode::asText).toList();
    }

    /** What a reference leads to; everything else is itself. */
    JsonNode resolved(JsonNode written) {
        var reference = written.path("$ref").asText();
        return reference.isEmpty() ? written : resolved(contract.at(reference.substring(1)));
    }

    /** References that lead nowhere. */
    List<String> loose() {
        return contract.findValuesAsText("$ref").stream()
                .filter(reference -> contract.at(reference.substring(1)).isMissingNode())
                .toList();
    }

    /** The names of all members. */
    Set<String> properties() {
        var names = new TreeSet<String>();
        for (var schema : contract.at("/components/schemas"))
            schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Stream<JsonNode> list(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
