package farebox.gateway;

import farebox.gateway.InvocationOutcome.Served;
import farebox.money.Credits;
import farebox.wallet.HoldId;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * An answer that is paid for and waits to be heard, on whichever surface. One that was given before is heard in the same
 * way again. Whoever has one tells or dismisses it.
 */
public final class AwaitedAnswer {
    private final HoldId hold;
    private final Credits held;
    private final boolean replayed;
    private final Function<Listener, Served> telling;
    private final Runnable dismissal;

    private AwaitedAnswer(
            HoldId hold, Credits held, boolean replayed, Function<Listener, Served> telling, Runnable dismissal) {
        this.hold = hold;
        this.held = held;
        this.replayed = replayed;
        this.telling = telling;
        this.dismissal = dismissal;
    }

    static AwaitedAnswer of(StreamedAnswer answer, Function<InvocationOutcome, Served> served) {
        return new AwaitedAnswer(
                answer.hold(), answer.held(), false, listener -> served.apply(answer.tell(listener)), answer::dismiss);
    }

    static AwaitedAnswer again(Served served) {
        return new AwaitedAnswer(
                served.invocation().hold(),
                served.invocation().bill().charged(),
                true,
                listener -> replay(served, listener),
                () -> {});
    }

    private static Served replay(Served served, Listener listener) {
        var block = 0;
        for (var content : served.content().orElse(List.of())) {
            switch (content) {
                case Content.Text(var text) -> listener.hear(new Delta.Text(block, text));
                case Content.Thinking(var text, var signature) -> {
                    if (!text.isEmpty()) listener.hear(new Delta.Thinking(block, text));
                    if (signature.isPresent()) listener.hear(new Delta.Signature(block, signature.get()));
                }
                case Content.RedactedThinking(var base64) -> listener.hear(new Delta.RedactedThinking(block, base64));
                case Content.ToolUse(var id, var name, var input) -> {
                    listener.hear(new Delta.ToolUse(block, id, name));
                    listener.hear(new Delta.ToolInput(block, Content.json(input)));
                }
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

    public Credits held() {
        return held;
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
