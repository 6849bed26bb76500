package farebox.gateway;

import static farebox.web.Input.check;
import static farebox.web.Input.required;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import farebox.web.Input;
import farebox.web.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The JSON of an invocation or a quote. What it holds and we do not know is refused by name, never ignored. */
record InvocationBody(
        String customer,
        String task,
        List<Turn> messages,
        String system,
        Integer maxTokens,
        Integer units,
        Boolean stream,
        Map<String, String> metadata) {
    static final int MESSAGES_MAX = 1_000;
    static final int CHARACTERS_MAX = 400_000;
    static final int UNITS_MAX = 10_000;
    private static final int TASK_LENGTH_MAX = 64;

    /** One message: its content is a text, or a list of parts of the form {"text": …}. */
    record Turn(String role, JsonNode content) {}

    /** Reads and checks a body; ends the request with a problem that names what is wrong with it. */
    static TaskRequest read(ObjectMapper mapper, byte[] json) throws IOException {
        return parsed(mapper, json, InvocationBody.class).checked();
    }

    /** Reads a body of any kind; what it holds and the kind does not is refused by name. */
    static <T> T parsed(ObjectMapper mapper, byte[] json, Class<T> kind) throws IOException {
        try {
            T body = mapper.readerFor(kind)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(json);
            return required("body", body);
        } catch (UnrecognizedPropertyException unknown) {
            throw unsupported(unknown.getPropertyName());
        }
    }

    private static RuntimeException unsupported(String param) {
        return Problem.of(400, "unsupported_parameter", "Unsupported parameter", param + " is not supported here.")
                .with("param", param)
                .exception();
    }

    private TaskRequest checked() {
        if (Boolean.TRUE.equals(stream)) throw unsupported("stream");
        var slug = Input.text("task", required("task", task), TASK_LENGTH_MAX);
        var turns = conversation();
        var instructions = Optional.ofNullable(system).filter(text -> !text.isBlank());
        var characters = turns.stream()
                        .flatMap(turn -> turn.texts().stream())
                        .mapToLong(String::length)
                        .sum()
                + instructions.map(String::length).orElse(0);
        if (characters > CHARACTERS_MAX)
            throw tooLarge("messages", "The messages hold " + characters + " characters", CHARACTERS_MAX);
        check(maxTokens == null || maxTokens >= 1, "max_tokens", "max_tokens must be at least 1.");
        return new TaskRequest(
                slug,
                Optional.ofNullable(customer),
                turns,
                instructions.map(List::of).orElse(List.of()),
                maxTokens == null ? OptionalInt.empty() : OptionalInt.of(maxTokens),
                counted(units),
                Input.metadata(metadata));
    }

    /** A number of units of work, if there is one. */
    static OptionalInt counted(Integer units) {
        if (units == null) return OptionalInt.empty();
        check(units >= 1 && units <= UNITS_MAX, "units", "units must be a whole number from 1 to " + UNITS_MAX + ".");
        return OptionalInt.of(units);
    }

    /** More was sent than is read; {@code what} says how much, as the beginning of a sentence. */
    static RuntimeException tooLarge(String param, String what, long limit) {
        return Problem.of(400, "input_too_large", "The input is too large", what + "; the limit is " + limit + ".")
                .with("param", param)
                .with("limit", limit)
                .exception();
    }

    private List<Message> conversation() {
        check(!required("messages", messages).isEmpty(), "messages", "messages is empty.");
        if (messages.size() > MESSAGES_MAX)
            throw tooLarge("messages", "There are " + messages.size() + " messages", MESSAGES_MAX);
        var conversation = new ArrayList<Message>();
        for (var i = 0; i < messages.size(); i++) {
            var param = "messages." + i;
            var message = message(param, required(param, messages.get(i)));
            var turn = i % 2 == 0 ? Message.Role.USER : Message.Role.ASSISTANT;
            check(message.role() == turn, param + ".role", "Roles take turns, and user begins.");
            conversation.add(message);
        }
        check(messages.size() % 2 == 1, "messages", "The last message must be the user's.");
        return conversation;
    }

    private static Message message(String param, Turn turn) {
        var role = switch (required(param + ".role", turn.role)) {
            case "user" -> Message.Role.USER;
            case "assistant" -> Message.Role.ASSISTANT;
            default ->
                throw Problem.invalid(param + ".role", "A role is user or assistant.")
                        .exception();
        };
        return new Message(role, texts(param + ".content", required(param + ".content", turn.content)));
    }

    private static List<String> texts(String param, JsonNode content) {
        var texts = new ArrayList<String>();
        if (content.isTextual()) texts.add(content.textValue());
        else if (content.isArray()) content.forEach(part -> texts.add(text(param, part)));
        else
            throw Problem.invalid(param, param + " must be a text or a list of texts.")
                    .exception();
        check(
                !texts.isEmpty() && texts.stream().noneMatch(String::isBlank),
                param,
                param + " holds no text, or a blank one.");
        return texts;
    }

    private static String text(String param, JsonNode part) {
        var text = part.path("text");
        check(part.size() == 1 && text.isTextual(), param, "Each part of " + param + " must be {\"text\": \"…\"}.");
        return text.textValue();
    }
}
