package farebox.gateway;

/** A bit of an answer, passed on as it comes. Its block counts from 0 inside the answer; the blocks come in order. */
public sealed interface Delta {
    int block();

    /** More of a text. */
    record Text(int block, String text) implements Delta {}

    /** More of what the model thinks. */
    record Thinking(int block, String text) implements Delta {}

    /** What the model signs its thinking with, once it is whole. */
    record Signature(int block, String signature) implements Delta {}

    /** Thinking that only the model can read, whole. */
    record RedactedThinking(int block, String base64) implements Delta {}

    /** The model begins to use a tool. */
    record ToolUse(int block, String id, String name) implements Delta {}

    /** More of what a tool is given: a piece of JSON that means something only together with the others. */
    record ToolInput(int block, String json) implements Delta {}
}
