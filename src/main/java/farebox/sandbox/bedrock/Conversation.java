package farebox.sandbox.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Converse request, of which the sandbox reads the texts and the limit. */
record Conversation(List<String> texts, String lastUserText, int attachments, Optional<Integer> maxTokens) {
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
        var maxTokens = request.path("inferenceConfig").path("maxTokens");
        if (!maxTokens.isMissingNode() && (!maxTokens.isInt() || maxTokens.intValue() < 1)) {
            return invalid("1 validation error detected: Value '" + maxTokens.asText()
                    + "' at 'inferenceConfig.maxTokens' failed"
                    + " to satisfy constraint: Member must have value greater than or equal to 1");
        }
        return Optional.empty();
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
        }
        return Optional.empty();
    }

    private static Optional<AwsError> invalid(String message) {
        return Optional.of(AwsError.validation(message));
    }

    static Conversation of(JsonNode request) {
        var texts = new ArrayList<>(texts(request.path("system")));
        var attachments = 0;
        var last = "";
        for (var message : request.path("messages")) {
            var said = texts(message.path("content"));
            texts.addAll(said);
            attachments += message.path("content").size() - said.size();
            if (message.path("role").asText().equals("user")) last = String.join(" ", said);
        }
        var maxTokens = request.path("inferenceConfig").path("maxTokens");
        return new Conversation(
                texts, last, attachments, maxTokens.isInt() ? Optional.of(maxTokens.intValue()) : Optional.empty());
    }

    int inputTokens() {
        return texts.stream().mapToInt(Tokens::in).sum() + attachments * ATTACHMENT_TOKENS;
    }

    private static List<String> texts(JsonNode blocks) {
        var texts = new ArrayList<String>();
        for (var block : blocks)
            if (block.has("text")) texts.add(block.path("text").asText());
        return texts;
    }
}
