package farebox.wallet;

import farebox.money.Credits;

/** What became of a {@link Dispute}. */
public sealed interface DisputeOutcome {
    /**
     * It is booked.
     *
     * @param disputed credits that are put aside
     * @param waiting credits that open holds may still need; what these leave is put aside when they end
     */
    record Disputed(Credits disputed, Credits waiting, Credits available) implements DisputeOutcome {}

    record AlreadyDisputed() implements DisputeOutcome {}

    /** The source has credited nothing to this customer. */
    record NothingCredited() implements DisputeOutcome {}
}
