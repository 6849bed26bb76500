package farebox.checkout;

import farebox.checkout.GiveBackOutcome.GivenBack;
import farebox.checkout.GiveBackOutcome.StripeRefused;
import farebox.checkout.GiveBackOutcome.StripeUnavailable;
import farebox.checkout.MoneyBackOutcome.Done;
import farebox.checkout.MoneyBackOutcome.NotOurs;
import farebox.checkout.MoneyBackOutcome.TooEarly;
import farebox.checkout.Payments.GiveOutcome.Given;
import farebox.checkout.Payments.GiveOutcome.Refused;
import farebox.checkout.Payments.GiveOutcome.Unavailable;
import farebox.checkout.Payments.Origin;
import farebox.checkout.Payments.StripeDispute;
import farebox.checkout.Payments.StripeDown;
import farebox.checkout.Payments.StripeRefund;
import farebox.wallet.Dispute;
import farebox.wallet.DisputeOutcome;
import farebox.wallet.Refund;
import farebox.wallet.RefundOutcome;
import farebox.wallet.Wallets;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings the books to where refunds and disputes stand at Stripe, whoever asks for it, in whatever order and however often:
 * each step is taken once, and every step before it is taken first.
 */
@Singleton
class MoneyBack {
    /** Whether the state gives back the tax of a payment that a bank took back differs by country; to owe it is safe. */
    private static final boolean TAX_RELIEF = false;

    private final Payments payments;
    private final Purchases purchases;
    private final Refunds refunds;
    private final Disputes disputes;
    private final Shares shares;
    private final Freezes freezes;
    private final Fulfilment fulfilment;
    private final PurchaseNews news;
    private final Wallets wallets;

    MoneyBack(
            Payments payments,
            Purchases purchases,
            Refunds refunds,
            Disputes disputes,
            Shares shares,
            Freezes freezes,
            Fulfilment fulfilment,
            PurchaseNews news,
            Wallets wallets) {
        this.payments = payments;
        this.purchases = purchases;
        this.refunds = refunds;
        this.disputes = disputes;
        this.shares = shares;
        this.freezes = freezes;
        this.fulfilment = fulfilment;
        this.news = news;
        this.wallets = wallets;
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
        book(purchase, found);
        return new GivenBack(refunds.get(refund.id()));
    }

    MoneyBackOutcome refund(String id) {
        return payments.refund(id)
                .map(found -> settle(found.origin(), purchase -> book(purchase, found)))
                .orElseGet(NotOurs::new);
    }

    MoneyBackOutcome refundsOf(String payment) {
        var found = payments.refundsOf(payment);
        if (found.isEmpty()) return new NotOurs();
        return settle(found.getFirst().origin(), purchase -> found.forEach(refund -> book(purchase, refund)));
    }

    MoneyBackOutcome dispute(String id) {
        return payments.dispute(id)
                .map(found -> settle(found.origin(), purchase -> book(purchase, found)))
                .orElseGet(NotOurs::new);
    }

    MoneyBackOutcome warning(String id) {
        return payments.warning(id)
                .map(origin -> settle(origin, purchase -> warn(purchase, id)))
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

    private void book(Purchase purchase, StripeRefund found) {
        var refund = refunds.seen(purchase, found);
        if (!purchase.isCredited()) return;
        var share = shares.of(refund);
        var order = new Refund(
                purchase.customer(),
                purchase.source(),
                found.id(),
                share.net(),
                share.tax(),
                refund.spent(),
                (outcome, at) -> outcome instanceof RefundOutcome.Refunded booked
                        ? List.of(news.refunded(purchase, refund, booked, at))
                        : List.of());
        switch (wallets.refund(order)) {
            case RefundOutcome.Refunded now -> {}
            case RefundOutcome.AlreadyRefunded() -> {}
            case RefundOutcome.NothingCredited() -> throw nothingCredited(purchase);
        }
        if (refund.state() == PurchaseRefund.State.FAILED) wallets.refundFailed(purchase.customer(), found.id());
        refunds.booked(refund.id());
    }

    private void book(Purchase purchase, StripeDispute found) {
        var dispute = disputes.seen(purchase, found.id(), found.state(), found.cents());
        if (purchase.isCredited()) {
            switch (found.state()) {
                case WARNING, INQUIRY, CLOSED -> {}
                case OPEN -> open(purchase, dispute, found);
                case WON -> {
                    open(purchase, dispute, found);
                    wallets.disputeWon(purchase.customer(), found.id(), found.feeReturned());
                }
                case LOST -> {
                    open(purchase, dispute, found);
                    wallets.disputeLost(purchase.customer(), found.id(), TAX_RELIEF);
                }
            }
            disputes.booked(dispute);
        }
        if (dispute.stands()) freezes.freeze(purchase.customer(), dispute);
        else freezes.lift(purchase.customer(), dispute);
    }

    private void open(Purchase purchase, PurchaseDispute dispute, StripeDispute found) {
        var customer = purchase.customer();
        var share = shares.of(dispute);
        switch (wallets.disputeOpened(new Dispute(customer, purchase.source(), found.id(), share.net(), share.tax()))) {
            case DisputeOutcome.Disputed now -> {}
            case DisputeOutcome.AlreadyDisputed() -> {}
            case DisputeOutcome.NothingCredited() -> throw nothingCredited(purchase);
        }
        if (!found.withdrawn().isZero())
            wallets.disputeFundsWithdrawn(customer, found.id(), found.withdrawn(), found.fee());
    }

    private void warn(Purchase purchase, String id) {
        freezes.freeze(purchase.customer(), disputes.seen(purchase, id, PurchaseDispute.State.WARNING, 0));
    }

    private static IllegalStateException nothingCredited(Purchase purchase) {
        return new IllegalStateException("The wallet knows nothing of the credited purchase " + purchase.id());
    }
}
