package farebox.checkout;

import farebox.money.CustomerNo;
import farebox.wallet.Attachment;
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

    /** Freezes once for each dispute: an operator who thaws the wallet meanwhile has the last word. */
    void freeze(CustomerNo customer, PurchaseDispute dispute) {
        if (dispute.froze().isPresent()) return;
        var before = wallets.of(customer).frozenReason();
        var free = before.filter(reason -> !dispute.hasFrozen(reason)).isEmpty();
        if (free) wallets.freeze(customer, dispute.freezeReason(), Attachment.none());
        disputes.froze(dispute, free);
        // It may have been settled since it was read, by somebody who found no freeze to lift.
        if (!disputes.get(dispute.stripeId()).stands()) lift(customer, dispute);
    }

    /** Lifts the freeze of a settled dispute, unless another one has waited for its turn. */
    void lift(CustomerNo customer, PurchaseDispute settled) {
        if (wallets.of(customer).frozenReason().filter(settled::hasFrozen).isEmpty()) return;
        disputes.standingBy(customer)
                .ifPresentOrElse(
                        next -> {
                            wallets.freeze(customer, next.freezeReason(), Attachment.none());
                            disputes.froze(next, true);
                        },
                        () -> wallets.unfreeze(customer, Attachment.none()));
    }
}
