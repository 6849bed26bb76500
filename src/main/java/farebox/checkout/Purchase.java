package farebox.checkout;

import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.wallet.Credit.Source;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A pack that a customer set out to buy, as it was on sale then.
 *
 * @param session Stripe's name for its pay page; empty until there is one
 * @param fee what Stripe kept, once known
 * @param flag why it must be looked at: what was paid is not what was sold
 * @param metadata what the app that opened the pay page remembers with it
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
        Map<String, String> metadata,
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

        /** What became of it, the gravest first. */
        public Aftermath aftermath() {
            if (contest.isPresent())
                return contest.get() == PurchaseDispute.State.OPEN ? Aftermath.DISPUTED : Aftermath.TAKEN_BACK;
            if (refundedCents == 0) return Aftermath.KEPT;
            return leftCents() > 0 ? Aftermath.PARTLY_REFUNDED : Aftermath.REFUNDED;
        }
    }

    /** What became of a payment. */
    public enum Aftermath {
        KEPT,
        PARTLY_REFUNDED,
        REFUNDED,
        DISPUTED,
        /** The bank took it back for good. */
        TAKEN_BACK;

        /** In words, for pages: "partly refunded". */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    public boolean isCredited() {
        return state == State.CREDITED;
    }

    /** Whether nothing more is expected to happen. */
    public boolean isFinal() {
        return state != State.OPEN && state != State.PENDING;
    }

    /** What became of its payment; {@code KEPT} too where there was none. */
    public Aftermath aftermath() {
        return payment.map(Payment::aftermath).orElse(Aftermath.KEPT);
    }

    /** Whether a bank takes it back, or has. */
    public boolean isContested() {
        return payment.flatMap(Payment::contest).isPresent();
    }

    public boolean isKept() {
        return aftermath() == Aftermath.KEPT;
    }

    /** Whether anything can go back; Stripe gives back no payment that a bank holds something against. */
    public boolean isRefundable() {
        return payment.filter(paid -> paid.leftCents() > 0).isPresent() && !isContested();
    }

    /** That it counts as credited and brought no lot, which must not be. */
    IllegalStateException isUnknownToTheWallet() {
        return new IllegalStateException("The wallet knows nothing of the credited purchase " + id);
    }

    /** Under which the wallet knows it. */
    public Source source() {
        return new Source(Source.Kind.PURCHASE, id.toString());
    }
}
