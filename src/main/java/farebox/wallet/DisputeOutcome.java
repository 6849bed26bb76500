package farebox.wallet;

import farebox.money.Credits;

/** What became of a {@link Dispute}. */
public sealed interface DisputeOutcome {
    /**
     * It is booked as it stands at Stripe; one that is lost, not before its money is taken.
     *
     * @param taken credits that are put aside, or revoked
     * @param waiting credits that open holds may still need; what these leave is taken when they end
     */
    record Booked(Claim.State state, Credits taken, Credits waiting) implements DisputeOutcome {}

    /** The source has credited nothing to this customer. */
    record NothingCredited() implements DisputeOutcome {}
}
