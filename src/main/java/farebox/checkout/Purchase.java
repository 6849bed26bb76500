package farebox.checkout;

import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.wallet.Credit.Source;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A pack that a customer set out to buy, as it was on sale then.
 *
 * @param session Stripe's name for its pay page; empty until there is one
 * @param fee what Stripe kept, once known
 * @param flag why it must be looked at: what was paid is not what was sold
 * @param payment what was paid and what became of that, once credited
 */
public record Purchase(
        UUID id,
        CustomerNo customer,
        String packName,
        Credits credits,
        long priceCents,
        Optional<Integer> expiresAfterDays,
        State state,
        String stripeKey,
        String session,
        Optional<Usd> fee,
        Optional<String> flag,
        Instant openedAt,
        Optional<Instant> creditedAt,
        Optional<Payment> payment) {
    /** How far a purchase is. */
    public enum State {
        /** The pay page waits for the customer. */
        OPEN,
        /** The customer is done, the money is on its way. */
        PENDING,
        CREDITED,
        /** The payment failed after all. */
        FAILED,
        /** The pay page was left, or never came to be. */
        ABANDONED;

        /** As it is written in the database and on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * The money of a credited purchase.
     *
     * @param paidCents with the tax in it
     * @param refundedCents what went back, or was asked to
     * @param contest how far the dispute about it is, if the bank has opened one and we have not won it
     */
    public record Payment(long paidCents, long refundedCents, Optional<PurchaseDispute.State> contest) {
        public long leftCents() {
            return paidCents - refundedCents;
        }

        public boolean isRefunded() {
            return refundedCents > 0;
        }

        public boolean isRefundedWhole() {
            return isRefunded() && leftCents() <= 0;
        }

        public boolean isDisputed() {
            return contest.equals(Optional.of(PurchaseDispute.State.OPEN));
        }

        public boolean isTakenBack() {
            return contest.equals(Optional.of(PurchaseDispute.State.LOST));
        }
    }

    public boolean isCredited() {
        return state == State.CREDITED;
    }

    /** Whether nothing more is expected to happen. */
    public boolean isFinal() {
        return state != State.OPEN && state != State.PENDING;
    }

    /** Under which the wallet knows it. */
    public Source source() {
        return new Source(Source.Kind.PURCHASE, id.toString());
    }
}
