package farebox.checkout;

import farebox.checkout.Payments.StripeDispute;
import farebox.wallet.Claim;
import farebox.wallet.Dispute;
import farebox.wallet.Dispute.Stand;
import farebox.wallet.DisputeOutcome;
import farebox.wallet.Wallets;
import jakarta.inject.Singleton;
import java.util.Optional;

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

    /** Money in another currency cannot be booked, which is said once the credits are where they belong all the same. */
    void book(Purchase purchase, StripeDispute found) {
        var dispute = disputes.seen(purchase, found);
        var booked = purchase.isCredited()
                && stand(dispute)
                        .map(stand -> isBooked(purchase, dispute, stand, found))
                        .orElse(true);
        if (booked && found.unbookable().isEmpty()) disputes.booked(dispute, found);
        if (dispute.stands()) freezes.freeze(purchase.customer(), dispute);
        else freezes.lift(purchase.customer(), dispute);
        found.unbookable().ifPresent(why -> {
            throw new IllegalStateException(why);
        });
    }

    /** By the row, since what was found may be late; an inquiry and a warning move nothing. */
    private static Optional<Stand> stand(PurchaseDispute dispute) {
        return switch (dispute.state()) {
            case WARNING, INQUIRY, CLOSED -> Optional.empty();
            case OPEN -> Optional.of(Stand.OPEN);
            case WON -> Optional.of(Stand.WON);
            case LOST -> Optional.of(Stand.LOST);
        };
    }

    /** Whether nothing is left to book: what is lost is looked at again until its money is taken. */
    private boolean isBooked(Purchase purchase, PurchaseDispute dispute, Stand stand, StripeDispute found) {
        var share = shares.of(dispute);
        var standing = new Dispute(
                purchase.customer(),
                purchase.source(),
                found.id(),
                share.net(),
                share.tax(),
                TAX_RELIEF,
                stand,
                found.funds());
        return switch (wallets.dispute(standing)) {
            case DisputeOutcome.Booked(var state, var taken, var waiting) ->
                stand != Stand.LOST || state == Claim.State.LOST;
            case DisputeOutcome.NothingCredited() -> throw purchase.isUnknownToTheWallet();
        };
    }

    void warn(Purchase purchase, String id) {
        freezes.freeze(purchase.customer(), disputes.warned(purchase, id));
    }
}
