package farebox.gateway.openai;

import static farebox.web.Input.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import farebox.gateway.Content;
import farebox.gateway.Message;
import farebox.gateway.Message.Role;
import farebox.web.JsonFields;
import farebox.web.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation as OpenAI has it, turned into one as models here have it: instructions apart, and whoever speaks twice in
 * a row speaks once; what tools answer is said by the user.
 */
final class ChatMessages {
    private static final ObjectReader JSON = new ObjectMapper()
            .reader(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final List<Message> messages = new ArrayList<>();
    private final List<Content> system = new ArrayList<>();

    ChatMessages(List<JsonFields> spoken) {
        spoken.forEach(this::take);
    }

    List<Message> messages() {
        return messages;
    }

    List<Content> system() {
        return system;
    }

    /** Whether none of what a model thought before it called tools has come back with what they answered. */
    boolean isThinkingLost() {
        var lost = false;
        for (var turn = messages.size() - 1; turn > 0 && holds(turn, Content.ToolResult.class); turn -= 2) {
            if (holds(turn - 1, Content.Thinking.class) || holds(turn - 1, Content.RedactedThinking.class))
                return false;
            lost = true;
        }
        return lost;
    }

    private boolean holds(int turn, Class<? extends Content> kind) {
        return messages.get(turn).content().stream().anyMatch(kind::isInstance);
    }

    private void take(JsonFields message) {
        // Who of several it was, which models here are not told, and what only answers have.
        message.text("name");
        message.any("annotations");
        switch (message.required("role", message::text)) {
            case "system", "developer" -> system.addAll(texts(message));
            case "user" -> say(Role.USER, content(message));
            case "assistant" -> say(Role.ASSISTANT, answer(message));
            case "tool" -> {
                var id = message.required("tool_call_id", message::text);
                say(Role.USER, List.of(new Content.ToolResult(id, texts(message), false)));
            }
            default ->
                throw Problem.invalid(message.place("role"), "A role is system, developer, user, assistant or tool.")
                        .exception();
        }
    }

    private void say(Role role, List<Content> content) {
        var goesOn = !messages.isEmpty() && messages.getLast().role() == role;
        var said = new ArrayList<>(goesOn ? messages.removeLast().content() : List.of());
        said.addAll(content);
        messages.add(new Message(role, said));
    }

    private static List<Content> answer(JsonFields message) {
        // What the model finds again is in the blocks; a text alone no model takes for its own.
        message.text("reasoning_content");
        var said = new ArrayList<>(message.objects(ThinkingBlock.LIST).stream()
                .map(ThinkingBlock::read)
                .toList());
        said.addAll(texts(message));
        message.text("refusal").filter(text -> !text.isBlank()).ifPresent(text -> said.add(new Content.Text(text)));
        for (var call : message.objects("tool_calls")) said.add(call(call));
        return said;
    }

    private static Content call(JsonFields call) {
        check(
                "function".equals(call.text("type").orElse("function")),
                call.place("type"),
                "A tool call is a function.");
        var function = call.required("function", call::object);
        var arguments = function.required("arguments", function::text);
        return new Content.ToolUse(
                call.required("id", call::text),
                function.required("name", function::text),
                input(function.place("arguments"), arguments));
    }

    private static JsonNode input(String place, String arguments) {
        try {
            return JSON.readTree(arguments.isBlank() ? "{}" : arguments);
        } catch (JsonProcessingException | NumberFormatException malformed) {
            throw Problem.invalid(place, place + " is no JSON.").exception();
        }
    }

    private interface Part {
        Content read(JsonFields part);
    }

    private static List<Content> texts(JsonFields message) {
        return parts(message, ChatMessages::text);
    }

    private static List<Content> content(JsonFields message) {
        return parts(message, part -> switch (part.required("type", part::text)) {
            case "image_url" -> DataUrl.image(part.required("image_url", part::object));
            case "file" -> DataUrl.document(part.required("file", part::object));
            default -> text(part);
        });
    }

    /** Blank texts say nothing, and models here refuse them. */
    private static List<Content> parts(JsonFields message, Part part) {
        var content = message.any("content");
        var said = content.filter(JsonNode::isTextual)
                .map(text -> List.<Content>of(new Content.Text(text.textValue())))
                .orElseGet(() ->
                        message.objects("content").stream().map(part::read).toList());
        return said.stream()
                .filter(piece -> !(piece instanceof Content.Text(var text) && text.isBlank()))
                .toList();
    }

    private static Content text(JsonFields part) {
        var kind = part.required("type", part::text);
        if (kind.equals("refusal")) return new Content.Text(part.required(kind, part::text));
        if (!kind.equals("text"))
            throw Problem.unsupported(part.place("type"), "A part of this kind is not supported here: " + kind + ".")
                    .exception();
        return new Content.Text(part.required(kind, part::text));
    }
}
