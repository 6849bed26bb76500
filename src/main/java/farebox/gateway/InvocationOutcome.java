package farebox.gateway;

import farebox.gateway.Reply.Failure;
import farebox.money.Credits;
import farebox.wallet.Cap;
import farebox.wallet.HoldId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What became of a {@link TaskRequest}. */
public sealed interface InvocationOutcome {
    /**
     * Answered and charged.
     *
     * @param content what the model said; empty when a replay finds that the answer is not kept
     */
    record Served(Invocation invocation, Optional<List<Content.Said>> content, boolean replayed)
            implements InvocationOutcome {}

    record NotEnough(Credits available, Credits asked) implements InvocationOutcome {}

    record CapReached(Cap.Scope scope, Credits limit, Optional<Instant> resetsAt) implements InvocationOutcome {}

    record Frozen(String reason) implements InvocationOutcome {}

    record InProgress(HoldId hold) implements InvocationOutcome {}

    record KeyReused() implements InvocationOutcome {}

    record Overloaded() implements InvocationOutcome {}

    /** No model answered; nothing is charged. */
    record Unserved(HoldId hold, Failure failure) implements InvocationOutcome {}

    /**
     * The database does not answer: what was decided is written once it can be.
     *
     * @param keyed whether the caller sent a key, and finds it under that
     */
    record Pending(HoldId hold, boolean keyed) implements InvocationOutcome {}

    /** The hold had been swept when the answer came; nothing is charged, and the answer is withheld. */
    record Late(HoldId hold) implements InvocationOutcome {}
}
