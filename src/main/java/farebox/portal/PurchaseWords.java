package farebox.portal;

import farebox.checkout.Purchase;
import farebox.web.Formats;
import io.quarkus.qute.TemplateExtension;

/** How the state of a purchase reads to the customer. */
@TemplateExtension
final class PurchaseWords {
    private PurchaseWords() {}

    /** Whether more was paid than its price: tax is all that can be added. */
    static boolean isTaxed(Purchase purchase) {
        return purchase.payment()
                .filter(paid -> paid.paidCents() > purchase.priceCents())
                .isPresent();
    }

    /** One or two words for a badge. */
    static String badge(Purchase purchase) {
        return switch (purchase.state()) {
            case OPEN -> "not paid yet";
            case PENDING -> "on its way";
            case CREDITED ->
                purchase.isKept() ? "credited" : purchase.aftermath().words();
            case FAILED -> "failed";
            case ABANDONED -> "not completed";
        };
    }

    static String badgeKind(Purchase purchase) {
        return switch (purchase.state()) {
            case OPEN, PENDING -> "waiting";
            case CREDITED -> purchase.isKept() ? "good" : "plain";
            case FAILED -> "bad";
            case ABANDONED -> "plain";
        };
    }

    static String headline(Purchase purchase) {
        return switch (purchase.state()) {
            case OPEN -> "Waiting for your payment";
            case PENDING ->
                purchase.flag().isPresent() ? "Your payment is being looked at" : "Your payment is on its way";
            case CREDITED ->
                switch (purchase.aftermath()) {
                    case KEPT -> "Paid: your credits are here";
                    case PARTLY_REFUNDED -> "A part of it was refunded";
                    case REFUNDED -> "This purchase was refunded";
                    case DISPUTED -> "The payment is disputed";
                    case TAKEN_BACK -> "Your bank took the payment back";
                };
            case FAILED -> "The payment failed";
            case ABANDONED -> "This purchase was not completed";
        };
    }

    static String explanation(Purchase purchase) {
        return switch (purchase.state()) {
            case OPEN -> "Stripe has not reported a payment yet. Once it does, your credits arrive by themselves.";
            case PENDING ->
                purchase.flag().isPresent()
                        ? "What was paid is not what this pack costs, so people decide about it. Ask the app if it takes long."
                        : "Some ways to pay take a while, up to several days. Your credits arrive by themselves; you need not stay.";
            case CREDITED ->
                switch (purchase.aftermath()) {
                    case KEPT -> "Thank you. You can use them at once.";
                    case PARTLY_REFUNDED, REFUNDED ->
                        Formats.dollars(purchase.payment().orElseThrow().refundedCents())
                                + " goes back to the way you paid, which takes banks up to ten days."
                                + " The unspent credits of that part are gone.";
                    case DISPUTED ->
                        "You or your bank objected to it. Its unspent credits are set aside until the bank decides.";
                    case TAKEN_BACK -> "Its unspent credits are gone with it.";
                };
            case FAILED -> "Nothing was charged. You can try again, perhaps with another card.";
            case ABANDONED -> "Nothing was charged.";
        };
    }
}
