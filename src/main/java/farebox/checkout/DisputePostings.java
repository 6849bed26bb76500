package farebox.checkout;

import farebox.checkout.Payments.StripeDispute;
import farebox.wallet.Dispute;
import farebox.wallet.DisputeOutcome;
import farebox.wallet.Wallets;
import jakarta.inject.Singleton;

/** Brings the books of a credited purchase, and its customer's wallet, to where a dispute about it stands at Stripe. */
@Singleton
class DisputePostings {
    /** Whether the state gives back the tax of a payment that a bank took back differs by country; to owe it is safe. */
    private static final boolean TAX_RELIEF = false;

    private final Disputes disputes;
    private final Shares shares;
    private final Freezes freezes;
    private final Wallets wallets;

    DisputePostings(Disputes disputes, Shares shares, Freezes freezes, Wallets wallets) {
        this.disputes = disputes;
        this.shares = shares;
        this.freezes = freezes;
        this.wallets = wallets;
    }

    void book(Purchase purchase, StripeDispute found) {
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
            case DisputeOutcome.NothingCredited() -> throw purchase.isUnknownToTheWallet();
        }
        if (!found.withdrawn().isZero())
            wallets.disputeFundsWithdrawn(customer, found.id(), found.withdrawn(), found.fee());
    }

    void warn(Purchase purchase, String id) {
        freezes.freeze(purchase.customer(), disputes.seen(purchase, id, PurchaseDispute.State.WARNING, 0));
    }
}
