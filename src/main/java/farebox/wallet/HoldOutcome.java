package farebox.wallet;

import farebox.money.Credits;
import java.time.Instant;
import java.util.Optional;

/** What became of a {@link HoldOrder}. */
public sealed interface HoldOutcome {
    /** Set aside, durably. */
    record Held(HoldId hold, Credits credits, Credits available) implements HoldOutcome {}

    record NotEnough(Credits available, Credits asked) implements HoldOutcome {}

    /**
     * A cap leaves no room for it.
     *
     * @param resetsAt when the cap begins anew, if it ever does
     */
    record CapReached(Cap.Scope scope, Credits limit, Optional<Instant> resetsAt) implements HoldOutcome {}

    /** The same request under the same key was captured before. */
    record Replayed(HoldId hold) implements HoldOutcome {}

    /** The same request under the same key is being worked on. */
    record InProgress(HoldId hold) implements HoldOutcome {}

    /** The key belongs to another request. */
    record KeyReused(HoldId hold) implements HoldOutcome {}

    record Frozen(String reason) implements HoldOutcome {}

    /** The lane is full; nothing was held. */
    record Overloaded() implements HoldOutcome {}
}
