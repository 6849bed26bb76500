package farebox.wallet;

import farebox.money.Credits;

/** What became of a {@link Refund}. */
public sealed interface RefundOutcome {
    /**
     * It is booked.
     *
     * @param revoked credits that went with it
     * @param waiting credits that open holds may still need; what these leave goes when they end
     */
    record Refunded(Credits revoked, Credits waiting, Credits available) implements RefundOutcome {}

    record AlreadyRefunded() implements RefundOutcome {}

    /** The source has credited nothing to this customer. */
    record NothingCredited() implements RefundOutcome {}
}
