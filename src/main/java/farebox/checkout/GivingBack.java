package farebox.checkout;

import farebox.checkout.GiveBackOutcome.GivenBack;
import farebox.checkout.GiveBackOutcome.StripeRefused;
import farebox.checkout.GiveBackOutcome.StripeUnavailable;
import farebox.checkout.Payments.GiveOutcome.Given;
import farebox.checkout.Payments.GiveOutcome.Refused;
import farebox.checkout.Payments.GiveOutcome.Unavailable;
import farebox.checkout.Payments.StripeDown;
import farebox.checkout.Payments.StripeRefund;
import farebox.wallet.RefundForecast;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Has Stripe make the refunds that operators ask for. */
@Singleton
class GivingBack {
    private final Payments payments;
    private final Purchases purchases;
    private final Refunds refunds;
    private final RefundPostings postings;

    GivingBack(Payments payments, Purchases purchases, Refunds refunds, RefundPostings postings) {
        this.payments = payments;
        this.purchases = purchases;
        this.refunds = refunds;
        this.postings = postings;
    }

    /** What a refund of so much would take now. */
    RefundForecast forecast(Purchase purchase, long cents) {
        return postings.forecast(purchase, cents);
    }

    /**
     * Has Stripe give back what was asked for, once, and books it; goes on with what was left unfinished. Stripe forgets
     * keys after a day, so it is asked first what it has.
     */
    GiveBackOutcome give(PurchaseRefund refund) {
        var purchase = purchases.get(refund.purchase());
        var payment = purchases.payment(purchase.id()).orElseThrow();
        try {
            var known = payments.refundsOf(payment).stream()
                    .filter(found -> isSame(refund, found))
                    .findFirst();
            return known.<GiveBackOutcome>map(found -> givenBack(purchase, refund, found))
                    .orElseGet(() -> ask(purchase, payment, refund));
        } catch (StripeDown now) {
            return new StripeUnavailable();
        }
    }

    private static boolean isSame(PurchaseRefund refund, StripeRefund found) {
        return found.asked().equals(Optional.of(refund.id()))
                || refund.stripeId().equals(Optional.of(found.id()));
    }

    private GiveBackOutcome ask(Purchase purchase, String payment, PurchaseRefund refund) {
        if (refund.state() != PurchaseRefund.State.ASKED)
            return new StripeRefused(refund.refusal().orElse("Stripe does not know it."));
        return switch (payments.give(payment, refund.cents(), refund.id())) {
            case Given(var given) -> givenBack(purchase, refund, given);
            case Refused(var why) -> {
                refunds.refused(refund.id(), why);
                yield new StripeRefused(why);
            }
            case Unavailable(var why) -> new StripeUnavailable();
        };
    }

    private GivenBack givenBack(Purchase purchase, PurchaseRefund refund, StripeRefund found) {
        postings.book(purchase, found);
        return new GivenBack(refunds.get(refund.id()));
    }
}
