package farebox.checkout;

import farebox.money.Usd;
import farebox.wallet.Dispute.Funds;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of payments at Stripe after they were made, up to the bank, as checkout needs it; {@code checkout.stripe} asks the real ones.
 * Whoever only looks gets {@link StripeDown} while Stripe cannot be asked.
 */
public interface Payments {
    /** Gives a part of a payment back; the same id again gives the same refund. */
    GiveOutcome give(String payment, long cents, UUID id);

    Optional<StripeRefund> refund(String id);

    /** Every refund of a payment, whoever made it. */
    List<StripeRefund> refundsOf(String payment);

    Optional<StripeDispute> dispute(String id);

    /** The payment that an early fraud warning is about. */
    Optional<Origin> warning(String id);

    Optional<StripePayout> payout(String id);

    /** What became of money that was to be given back. */
    sealed interface GiveOutcome {
        record Given(StripeRefund refund) implements GiveOutcome {}

        record Refused(String why) implements GiveOutcome {}

        record Unavailable(String why) implements GiveOutcome {}
    }

    /**
     * Where money that goes back had come from.
     *
     * @param reference the purchase that the payment was made for, if it says so
     */
    record Origin(String payment, String reference) {}

    /**
     * A refund as it stands at Stripe.
     *
     * @param asked our id of it, if it was we who asked for it
     */
    record StripeRefund(
            String id, Origin origin, long cents, PurchaseRefund.State state, Optional<UUID> asked, String reason) {}

    /**
     * A dispute or an inquiry as it stands at Stripe.
     *
     * @param funds what Stripe has moved of our balance for it, oldest first
     * @param unbookable why not all of that is among the funds: it moved in another currency
     */
    record StripeDispute(
            String id,
            Origin origin,
            long cents,
            PurchaseDispute.State state,
            List<Funds> funds,
            Optional<String> unbookable) {
        /** Whether Stripe has taken more than it has given back. */
        boolean isTaken() {
            return funds.stream().map(Funds::amount).reduce(Usd.ZERO, Usd::plus).compareTo(Usd.ZERO) > 0;
        }
    }

    /**
     * A payout as it stands at Stripe.
     *
     * @param cents of the currency; below zero, what Stripe took from the bank
     * @param day when it reaches the bank
     * @param note where this comes from, or why the payout failed
     */
    record StripePayout(String id, long cents, String currency, PayoutState state, LocalDate day, String note) {}

    /** How far a payout is: it fails or is cancelled before it is paid, or fails some days later. */
    enum PayoutState {
        UNDER_WAY,
        PAID,
        FAILED
    }

    /** Stripe cannot be asked now. */
    class StripeDown extends RuntimeException {
        private static final long serialVersionUID = 1;

        public StripeDown(String why) {
            super(why);
        }
    }
}
