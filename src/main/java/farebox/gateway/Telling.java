package farebox.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Tells deltas as events while they come, and a comment from time to time while none do. */
final class Telling implements Listener {
    private static final int KEEP_ALIVE_TICKS = 10;

    private final ServerSentEvents events;
    private int ticks;

    Telling(ServerSentEvents events) {
        this.events = events;
    }

    record Text(int block, String text) {}

    /** The first of a block names the tool; those that follow are pieces of its input, a JSON text. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Tool(int block, String id, String name, String input) {}

    @Override
    public boolean hear(Delta delta) {
        return switch (delta) {
            case Delta.Text(var block, var text) -> events.send("delta", new Text(block, text));
            case Delta.ToolUse(var block, var id, var name) -> events.send("tool_use", new Tool(block, id, name, null));
            case Delta.ToolInput(var block, var json) -> events.send("tool_use", new Tool(block, null, null, json));
        };
    }

    @Override
    public boolean isThere() {
        ticks++;
        return ticks % KEEP_ALIVE_TICKS == 0 ? events.keepAlive() : events.isCallerThere();
    }
}
