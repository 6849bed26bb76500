package farebox.checkout;

import farebox.checkout.Payments.StripeRefund;
import farebox.wallet.Refund;
import farebox.wallet.RefundForecast;
import farebox.wallet.RefundOutcome;
import farebox.wallet.Wallets;
import jakarta.inject.Singleton;
import java.util.List;

/** Brings the books of a credited purchase to where a refund of it stands at Stripe. */
@Singleton
class RefundPostings {
    private final Refunds refunds;
    private final Shares shares;
    private final PurchaseNews news;
    private final Wallets wallets;

    RefundPostings(Refunds refunds, Shares shares, PurchaseNews news, Wallets wallets) {
        this.refunds = refunds;
        this.shares = shares;
        this.news = news;
        this.wallets = wallets;
    }

    void book(Purchase purchase, StripeRefund found) {
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
            case RefundOutcome.NothingCredited() -> throw purchase.isUnknownToTheWallet();
        }
        if (refund.state() == PurchaseRefund.State.FAILED) wallets.refundFailed(purchase.customer(), found.id());
        refunds.booked(refund);
    }

    /** What a refund of so much would take now. */
    RefundForecast forecast(Purchase purchase, long cents) {
        var net = shares.next(purchase.id(), cents).net();
        return wallets.forecast(purchase.customer(), purchase.source(), net)
                .orElseThrow(purchase::isUnknownToTheWallet);
    }
}
