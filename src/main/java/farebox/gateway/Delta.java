package farebox.gateway;

/** A bit of an answer, passed on as it comes. Its block counts from 0 inside the answer; the blocks come in order. */
public sealed interface Delta {
    int block();

    /** More of a text. */
    record Text(int block, String text) implements Delta {}

    /** The model begins to use a tool. */
    record ToolUse(int block, String id, String name) implements Delta {}

    /** More of what a tool is given: a piece of JSON that means something only together with the others. */
    record ToolInput(int block, String json) implements Delta {}
}
