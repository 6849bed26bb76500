package farebox.admin;

import farebox.checkout.PurchaseDispute;
import farebox.checkout.PurchaseRefund;
import farebox.wallet.Claim;
import farebox.web.Formats;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A refund or a dispute as the page of its purchase shows it.
 *
 * @param badge how its state looks: good, bad, waiting or plain
 * @param claim what it took of the wallet
 * @param note why it was made, or what came in its way
 */
record MoneyBackRow(
        Instant at,
        String what,
        String state,
        String badge,
        long cents,
        Optional<Claim> claim,
        String note,
        String id) {
    static MoneyBackRow of(PurchaseRefund refund, List<Claim> claims) {
        return new MoneyBackRow(
                refund.askedAt(),
                "Refund, " + refund.spent().word(),
                refund.state().word(),
                switch (refund.state()) {
                    case ASKED, PENDING -> "waiting";
                    case SUCCEEDED -> "good";
                    case REFUSED, FAILED -> "bad";
                },
                refund.cents(),
                claim(refund.claim(), claims),
                refund.refusal().map(why -> refund.reason() + ". " + why).orElse(refund.reason()),
                refund.stripeId().orElse(""));
    }

    static MoneyBackRow of(PurchaseDispute dispute, List<Claim> claims) {
        return new MoneyBackRow(
                dispute.openedAt(),
                switch (dispute.state()) {
                    case WARNING -> "Warning of fraud";
                    case INQUIRY, CLOSED -> "Inquiry";
                    case OPEN, WON, LOST -> "Dispute";
                },
                dispute.state().word(),
                switch (dispute.state()) {
                    case WARNING, INQUIRY, OPEN -> "waiting";
                    case WON -> "good";
                    case LOST -> "bad";
                    case CLOSED -> "plain";
                },
                dispute.cents(),
                claim(dispute.claim(), claims),
                dispute.froze().orElse(false) ? "It froze the wallet" : "",
                dispute.stripeId());
    }

    /** "70", "60, then 40" while calls hold the rest. */
    public String taken() {
        return claim.map(found -> Formats.grouped(found.taken())
                        + (found.waiting().isNone() ? "" : ", then " + Formats.grouped(found.waiting())))
                .orElse("–");
    }

    /** What the customer owes for it. */
    public String owed() {
        return claim.filter(found -> !found.owed().isZero())
                .map(found -> Formats.rounded(found.owed()))
                .orElse("–");
    }

    private static Optional<Claim> claim(String name, List<Claim> claims) {
        return claims.stream().filter(claim -> claim.claim().equals(name)).findFirst();
    }
}
