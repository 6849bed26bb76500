package farebox.checkout;

/** What Stripe pays out to the bank, as the house's books tell it; {@code books} keeps these. */
public interface Payouts {
    /**
     * Brings the books to where a payout stands at Stripe, whoever asks for it and however often.
     *
     * @throws Payments.StripeDown when Stripe cannot be asked
     */
    SettleOutcome settle(String id);

    /** What a look at a payout at Stripe came to. */
    sealed interface SettleOutcome {
        /** The books say what Stripe says, or have nothing to say yet. */
        record Settled() implements SettleOutcome {}

        /** Stripe knows no such payout of ours. */
        record Unknown() implements SettleOutcome {}

        /** Nothing was booked: it can't be as it is, and people have to look at it unless that changes. */
        record Unbookable(String why) implements SettleOutcome {}
    }
}
