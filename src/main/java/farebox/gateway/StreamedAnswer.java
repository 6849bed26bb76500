package farebox.gateway;

import farebox.gateway.Reply.Failure;
import farebox.money.Credits;
import farebox.wallet.HoldId;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** An answer for which credits are held; no model is asked before somebody listens. */
final class StreamedAnswer {
    private final HoldId hold;
    private final Credits held;
    private final Function<Listener, InvocationOutcome> telling;
    private final Runnable givingBack;
    private final AtomicBoolean over = new AtomicBoolean();

    StreamedAnswer(HoldId hold, Credits held, Function<Listener, InvocationOutcome> telling, Runnable givingBack) {
        this.hold = hold;
        this.held = held;
        this.telling = telling;
        this.givingBack = givingBack;
    }

    HoldId hold() {
        return hold;
    }

    Credits held() {
        return held;
    }

    /** Passes the answer on as it comes, once; what it returns has been committed, unless it was dismissed meanwhile. */
    InvocationOutcome tell(Listener listener) {
        if (!over.compareAndSet(false, true)) return new InvocationOutcome.Unserved(hold, Failure.HUNG_UP);
        return telling.apply(listener);
    }

    /** Gives the credits back if nobody ever began to listen; a living instance's hold would stay otherwise. */
    void dismiss() {
        if (over.compareAndSet(false, true)) Thread.startVirtualThread(givingBack);
    }
}
