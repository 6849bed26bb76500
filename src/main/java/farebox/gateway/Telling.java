package farebox.gateway;

import farebox.gateway.InvocationOutcome.Served;
import farebox.wallet.HoldId;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * An answer that is paid for and waits to be heard, on whichever surface. One that was given before is heard in the same
 * way again. Whoever has one tells or dismisses it.
 */
public final class Telling {
    private final HoldId hold;
    private final boolean replayed;
    private final Function<Listener, Served> telling;
    private final Runnable dismissal;

    private Telling(HoldId hold, boolean replayed, Function<Listener, Served> telling, Runnable dismissal) {
        this.hold = hold;
        this.replayed = replayed;
        this.telling = telling;
        this.dismissal = dismissal;
    }

    static Telling of(StreamedAnswer answer, Function<InvocationOutcome, Served> served) {
        return new Telling(answer.hold(), false, listener -> served.apply(answer.tell(listener)), answer::dismiss);
    }

    static Telling again(Served served) {
        return new Telling(served.invocation().hold(), true, listener -> replay(served, listener), () -> {});
    }

    private static Served replay(Served served, Listener listener) {
        var block = 0;
        for (var content : served.content().orElse(List.of())) {
            switch (content) {
                case Content.Text(var text) -> listener.hear(new Delta.Text(block, text));
                case Content.ToolUse(var id, var name, var input) -> {
                    listener.hear(new Delta.ToolUse(block, id, name));
                    listener.hear(new Delta.ToolInput(block, Content.json(input)));
                }
                default -> throw new IllegalArgumentException("no model says " + content);
            }
            block++;
        }
        return served;
    }

    public String invocation() {
        return Invocation.id(hold);
    }

    public Instant startedAt() {
        return hold.openedAt();
    }

    public boolean replayed() {
        return replayed;
    }

    /** Passes the answer on, once; what it returns has been committed. Ends with a problem when no model could answer. */
    public Served tell(Listener listener) {
        return telling.apply(listener);
    }

    /** Nobody will listen, or everybody has. */
    public void dismiss() {
        dismissal.run();
    }
}
