package farebox.gateway.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import farebox.gateway.Content;
import farebox.web.JsonFields;
import farebox.web.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a model must find again of its thinking, which OpenAI's own words have no place for: a member of messages that
 * LiteLLM's clients know, and that others pass back as they pass back all that they were given.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ThinkingBlock(String type, String thinking, String signature, String data) {
    static final String LIST = "thinking_blocks";

    private static final String SIGNED = "thinking";
    private static final String REDACTED = "redacted_thinking";

    /** Null for none, so that answers without thinking are as OpenAI's. */
    static List<ThinkingBlock> of(List<Content.Said> content) {
        var blocks = content.stream().flatMap(ThinkingBlock::of).toList();
        return blocks.isEmpty() ? null : blocks;
    }

    /** No model misses what it did not sign. */
    private static Stream<ThinkingBlock> of(Content.Said piece) {
        return switch (piece) {
            case Content.Thinking(var text, var signature) ->
                signature.stream().map(signed -> new ThinkingBlock(SIGNED, text, signed, null));
            case Content.RedactedThinking(var base64) -> Stream.of(new ThinkingBlock(REDACTED, null, null, base64));
            case Content.Text text -> Stream.of();
            case Content.ToolUse use -> Stream.of();
        };
    }

    static Content read(JsonFields block) {
        var type = block.required("type", block::text);
        return switch (type) {
            case SIGNED ->
                new Content.Thinking(
                        block.required("thinking", block::text), Optional.of(block.required("signature", block::text)));
            case REDACTED -> Content.RedactedThinking.of(block.place("data"), block.required("data", block::text));
            default -> throw Problem.unsupported(block.place("type")).exception();
        };
    }
}
