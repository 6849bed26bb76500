package farebox.wallet;

import java.util.List;

/** Ends a hold without a charge: gives everything back, and books what its attempts cost all the same. */
public record Release(HoldId hold, Cause cause, List<AttemptCost> costs, Attachment<ReleaseOutcome> attachment) {
    /** Why nothing was charged. */
    public enum Cause {
        /** The work failed, or was given up. */
        ABANDONED,
        /** The instance that did the work died, or the hold's time passed. */
        SWEPT
    }

    public Release {
        costs = List.copyOf(costs);
    }
}
