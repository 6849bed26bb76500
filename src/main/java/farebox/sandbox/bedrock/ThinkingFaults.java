package farebox.sandbox.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What models say of thinking that does not come back to them as they thought it. */
final class ThinkingFaults {
    private static final String BLOCK = "reasoningContent";

    /** Whoever thinks as they see fit is less strict. */
    private static final String ALWAYS = "enabled";

    private ThinkingFaults() {}

    static Optional<AwsError> in(ModelId model, JsonNode request) {
        var messages = request.path("messages");
        for (var i = 0; i < messages.size(); i++) {
            var content = messages.path(i).path("content");
            for (var j = 0; j < content.size(); j++) {
                if (!content.path(j).has(BLOCK)) continue;
                if (!model.thinks())
                    return Optional.of(
                            AwsError.validation(
                                    "User messages cannot contain reasoning content. Please remove the reasoning content and try again."));
                var fault = strange(content.path(j).path(BLOCK), "messages." + i + ".content." + j);
                if (fault.isPresent()) return fault;
            }
        }
        return model.thinks() && type(request).equals(ALWAYS)
                ? forced(request).or(() -> lost(messages))
                : Optional.empty();
    }

    /** Whether a request wants the model to think. */
    static boolean isOn(JsonNode request) {
        return type(request).equals(ALWAYS) || type(request).equals("adaptive");
    }

    private static String type(JsonNode request) {
        return request.path("additionalModelRequestFields")
                .path("thinking")
                .path("type")
                .asText();
    }

    private static Optional<AwsError> strange(JsonNode block, String place) {
        if (block.has("reasoningText") && !block.path("reasoningText").has("signature"))
            return said(place + ".thinking.signature: Field required");
        if (Thought.isKnown(block)) return Optional.empty();
        return said(place
                + (block.has("reasoningText")
                        ? ": Invalid `signature` in `thinking` block"
                        : ": Invalid `data` in `redacted_thinking` block"));
    }

    private static Optional<AwsError> forced(JsonNode request) {
        var choice = request.path("toolConfig").path("toolChoice");
        return choice.has("any") || choice.has("tool")
                ? said("Thinking may not be enabled when tool_choice forces tool use.")
                : Optional.empty();
    }

    /** Whoever comes back with what tools answered brings what was thought before the first of them was asked. */
    private static Optional<AwsError> lost(JsonNode messages) {
        var last = messages.size() - 1;
        if (!Conversation.hasResults(messages.path(last))) return Optional.empty();
        for (var turn = last; turn > 0 && Conversation.hasResults(messages.path(turn)); turn -= 2)
            if (messages.path(turn - 1).path("content").path(0).has(BLOCK)) return Optional.empty();
        var first = messages.path(last - 1).path("content").path(0);
        return said(
                "messages." + (last - 1) + ".content.0.type: Expected `thinking` or `redacted_thinking`, but found `"
                        + (first.has("toolUse") ? "tool_use" : "text")
                        + "`. When `thinking` is enabled, a final `assistant` message must start with a thinking block"
                        + " (preceeding the lastmost set of `tool_use` and `tool_result` blocks). We recommend you include"
                        + " thinking blocks from previous turns. To avoid this requirement, disable `thinking`. Please consult"
                        + " our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking");
    }

    private static Optional<AwsError> said(String message) {
        return Optional.of(AwsError.validation("The model returned the following errors: " + message));
    }
}
