package farebox.sandbox.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Converse request, of which the sandbox reads what is said, the tools and the limits.
 *
 * @param lastUserText of the last message, with what tools have answered
 * @param wish the same without that: it asks for no further tools
 * @param documents how many of the attachments are to be read
 * @param tier of the service, as it is asked for
 */
record Conversation(
        List<String> texts,
        String lastUserText,
        String wish,
        int attachments,
        int documents,
        Toolbox toolbox,
        Limits limits,
        boolean hasGuardrail,
        boolean wantsThought,
        List<CacheMark> marks,
        Optional<String> tier) {
    /** About what Bedrock's models count for a picture or a page. */
    private static final int ATTACHMENT_TOKENS = 1_500;

    /** What is wrong with a request, in Bedrock's words. */
    static Optional<AwsError> fault(JsonNode request) {
        var messages = request.path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            return invalid(
                    "1 validation error detected: Value at 'messages' failed to satisfy constraint: Member must not be"
                            + " empty");
        }
        for (var i = 0; i < messages.size(); i++) {
            var fault = fault(messages.path(i), i);
            if (fault.isPresent()) return fault;
        }
        return ToolFaults.in(request).or(() -> Limits.fault(request.path("inferenceConfig")));
    }

    private static Optional<AwsError> fault(JsonNode message, int place) {
        var expected = place % 2 == 0 ? "user" : "assistant";
        if (!message.path("role").asText().equals(expected)) {
            return invalid(
                    place == 0
                            ? "A conversation must start with a user message. Try again with a conversation that starts with a"
                                    + " user message."
                            : "A conversation must alternate between user and assistant roles. Make sure the conversation"
                                    + " alternates between user and assistant roles and try again.");
        }
        var content = message.path("content");
        if (!content.isArray() || content.isEmpty()) {
            return invalid("The content field in the Message object at messages." + place
                    + " is empty. Add a ContentBlock object" + " to the content field and try again.");
        }
        for (var block : content) {
            if (block.has("text") && block.path("text").asText().isBlank()) {
                return invalid("The text field in the ContentBlock object at messages." + place
                        + ".content is blank. Add text" + " to the text field, and try again.");
            }
            var fault = Picture.fault(block.path("image")).or(() -> Paper.fault(block.path("document")));
            if (fault.isPresent()) return fault;
        }
        return Optional.empty();
    }

    private static Optional<AwsError> invalid(String message) {
        return Optional.of(AwsError.validation(message));
    }

    static Conversation of(JsonNode request) {
        var texts = new ArrayList<>(texts(request.path("system")));
        var attachments = 0;
        var documents = 0;
        var last = "";
        var wish = "";
        for (var message : request.path("messages")) {
            var said = texts(message.path("content"));
            texts.addAll(said);
            attachments += pictures(message.path("content"));
            documents += documents(message.path("content"));
            if (!message.path("role").asText().equals("user")) continue;
            last = String.join(" ", said);
            wish = hasResults(message) ? "" : last;
        }
        return new Conversation(
                texts,
                last,
                wish,
                attachments,
                documents,
                Toolbox.of(request.path("toolConfig")),
                Limits.of(request.path("inferenceConfig")),
                request.has("guardrailConfig"),
                ThinkingFaults.isOn(request),
                CacheMark.of(request),
                Optional.ofNullable(request.path("serviceTier").path("type").textValue()));
    }

    static boolean hasResults(JsonNode message) {
        for (var block : message.path("content")) if (block.has("toolResult")) return true;
        return false;
    }

    /** Whether a guardrail steps in: at the word {@code [guardrail]}, if there is one. */
    boolean isGuarded() {
        return hasGuardrail && lastUserText.contains("[guardrail]");
    }

    int inputTokens() {
        var tools = toolbox.schemas().values().stream()
                .mapToInt(schema -> Tokens.in(schema.toString()))
                .sum();
        return texts.stream().mapToInt(Tokens::in).sum() + attachments * ATTACHMENT_TOKENS + tools;
    }

    /** Of a tool, or of a block of what is said. */
    static int tokens(JsonNode part) {
        if (part.has("toolSpec"))
            return Tokens.in(
                    part.path("toolSpec").path("inputSchema").path("json").toString());
        var alone = JsonNodeFactory.instance.arrayNode().add(part);
        return texts(alone).stream().mapToInt(Tokens::in).sum() + pictures(alone) * ATTACHMENT_TOKENS;
    }

    /** What is read of blocks: texts, and what went into tools and came out of them. */
    private static List<String> texts(JsonNode blocks) {
        var texts = new ArrayList<String>();
        for (var block : blocks) {
            if (block.has("text")) texts.add(block.path("text").asText());
            if (block.has("document")) texts.add(Paper.text(block.path("document")));
            if (block.has("json")) texts.add(block.path("json").toString());
            if (block.has("reasoningContent"))
                texts.add(block.path("reasoningContent")
                        .path("reasoningText")
                        .path("text")
                        .asText());
            if (block.has("toolUse"))
                texts.add(block.path("toolUse").path("input").toString());
            texts.addAll(texts(block.path("toolResult").path("content")));
        }
        return texts;
    }

    private static int pictures(JsonNode blocks) {
        var pictures = 0;
        for (var block : blocks) {
            if (block.has("image") || Paper.isLookedAt(block.path("document"))) pictures++;
            pictures += pictures(block.path("toolResult").path("content"));
        }
        return pictures;
    }

    private static int documents(JsonNode blocks) {
        var documents = 0;
        for (var block : blocks) {
            if (block.has("document")) documents++;
            documents += documents(block.path("toolResult").path("content"));
        }
        return documents;
    }
}
