package farebox.checkout;

import farebox.money.CustomerNo;
import farebox.wallet.Wallets;
import jakarta.inject.Singleton;

/** Stops a customer's spending while a bank holds something against a payment, and never touches anybody else's freeze. */
@Singleton
class Freezes {
    private final Disputes disputes;
    private final Wallets wallets;

    Freezes(Disputes disputes, Wallets wallets) {
        this.disputes = disputes;
        this.wallets = wallets;
    }

    /** Freezes once for each dispute: an operator who unfreezes the wallet meanwhile has the last word. */
    void freeze(CustomerNo customer, PurchaseDispute dispute) {
        if (dispute.froze().isPresent()) return;
        var frozen = wallets.freezeWhere(
                standing ->
                        standing.filter(reason -> !dispute.hasFrozen(reason)).isEmpty(),
                customer,
                dispute.freezeReason());
        disputes.froze(dispute, frozen);
        liftIfSettled(customer, dispute);
    }

    /** It may have been settled since it was read, by somebody who found no freeze to lift. */
    private void liftIfSettled(CustomerNo customer, PurchaseDispute dispute) {
        if (!disputes.get(dispute.stripeId()).stands()) lift(customer, dispute);
    }

    /** Lifts the freeze of a settled dispute, unless another one has waited for its turn. */
    void lift(CustomerNo customer, PurchaseDispute settled) {
        disputes.standingBy(customer)
                .ifPresentOrElse(
                        next -> takeOver(customer, settled, next),
                        () -> wallets.unfreezeWhere(settled::hasFrozen, customer));
    }

    private void takeOver(CustomerNo customer, PurchaseDispute settled, PurchaseDispute next) {
        var frozen = wallets.freezeWhere(
                standing -> standing.filter(settled::hasFrozen).isPresent(), customer, next.freezeReason());
        if (!frozen) return;
        disputes.froze(next, true);
        liftIfSettled(customer, next);
    }
}
