package farebox.checkout;

import farebox.checkout.MoneyBackOutcome.Done;
import farebox.checkout.MoneyBackOutcome.NotOurs;
import farebox.checkout.MoneyBackOutcome.TooEarly;
import farebox.checkout.Payments.Origin;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings the books to where refunds and disputes stand at Stripe, whoever asks for it, in whatever order and however often:
 * each step is taken once, and every step before it is taken first.
 */
@Singleton
class MoneyBack {
    private final Payments payments;
    private final Purchases purchases;
    private final Fulfilment fulfilment;
    private final RefundPostings refundPostings;
    private final DisputePostings disputePostings;

    MoneyBack(
            Payments payments,
            Purchases purchases,
            Fulfilment fulfilment,
            RefundPostings refundPostings,
            DisputePostings disputePostings) {
        this.payments = payments;
        this.purchases = purchases;
        this.fulfilment = fulfilment;
        this.refundPostings = refundPostings;
        this.disputePostings = disputePostings;
    }

    MoneyBackOutcome refund(String id) {
        return payments.refund(id)
                .map(found -> settle(found.origin(), purchase -> refundPostings.book(purchase, found)))
                .orElseGet(NotOurs::new);
    }

    MoneyBackOutcome refundsOf(String payment) {
        var found = payments.refundsOf(payment);
        if (found.isEmpty()) return new NotOurs();
        return settle(
                found.getFirst().origin(), purchase -> found.forEach(refund -> refundPostings.book(purchase, refund)));
    }

    MoneyBackOutcome dispute(String id) {
        return payments.dispute(id)
                .map(found -> settle(found.origin(), purchase -> disputePostings.book(purchase, found)))
                .orElseGet(NotOurs::new);
    }

    MoneyBackOutcome warning(String id) {
        return payments.warning(id)
                .map(origin -> settle(origin, purchase -> disputePostings.warn(purchase, id)))
                .orElseGet(NotOurs::new);
    }

    private MoneyBackOutcome settle(Origin origin, Consumer<Purchase> work) {
        var named = purchases.ofPayment(origin.payment()).or(() -> purchases.find(origin.reference()));
        if (named.isEmpty()) return new NotOurs();
        var purchase = credited(named.get(), origin);
        if (purchase.isEmpty()) return new TooEarly();
        work.accept(purchase.get());
        return new Done();
    }

    /** The purchase as it is once all is done that its payment allows; none while that may still be more. */
    private Optional<Purchase> credited(Purchase purchase, Origin origin) {
        if (!purchase.isCredited() && !purchase.session().isEmpty()) fulfilment.fulfil(purchase.session());
        return purchases
                .ofPayment(origin.payment())
                .filter(paid -> paid.isFinal() || paid.flag().isPresent());
    }
}
