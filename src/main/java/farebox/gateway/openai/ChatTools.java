package farebox.gateway.openai;

import static farebox.web.Input.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farebox.gateway.Tools;
import farebox.gateway.Tools.Choice;
import farebox.gateway.Tools.Tool;
import farebox.web.JsonFields;
import farebox.web.Problem;
import java.util.Optional;

/** Functions that a chat completion may call, and whether it must. */
final class ChatTools {
    private static final String CHOICE = "tool_choice";

    private ChatTools() {}

    /** Without tools nothing can be called; {@code none} leaves them out, since models here have no such choice. */
    static Optional<Tools> read(JsonFields body) {
        var tools = body.objects("tools").stream().map(ChatTools::tool).toList();
        var choice = body.any(CHOICE);
        if (choice.filter(asked -> asked.asText().equals("none")).isPresent()) return Optional.empty();
        check(choice.isEmpty() || !tools.isEmpty(), CHOICE, "tool_choice needs tools.");
        if (tools.isEmpty()) return Optional.empty();
        return Optional.of(new Tools(
                tools, choice.map(asked -> choice(body, asked)).orElseGet(Choice.Free::new), Optional.empty()));
    }

    private static Tool tool(JsonFields tool) {
        isFunction(tool);
        var function = tool.required("function", tool::object);
        if (function.flag("strict"))
            throw Problem.unsupported(
                            function.place("strict"),
                            "Models here are not held to a schema: check what they send, and leave strict out.")
                    .exception();
        return new Tool(
                function.required("name", function::text),
                function.text("description").filter(text -> !text.isBlank()),
                function.any("parameters").orElseGet(ChatTools::nothing));
    }

    private static void isFunction(JsonFields object) {
        if (!object.required("type", object::text).equals("function"))
            throw Problem.unsupported(object.place("type"), "Only functions are supported here.")
                    .exception();
    }

    /** The schema of a function without parameters. */
    private static JsonNode nothing() {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.putObject("properties");
        return schema;
    }

    private static Choice choice(JsonFields body, JsonNode asked) {
        if (asked.isObject()) {
            var named = body.required(CHOICE, body::object);
            isFunction(named);
            var function = named.required("function", named::object);
            return new Choice.Named(function.required("name", function::text));
        }
        return switch (asked.asText()) {
            case "auto" -> new Choice.Free();
            case "required" -> new Choice.Any();
            default ->
                throw Problem.invalid(CHOICE, "tool_choice is none, auto, required or a function.")
                        .exception();
        };
    }
}
