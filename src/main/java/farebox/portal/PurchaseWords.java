package farebox.portal;

import farebox.checkout.Purchase;
import io.quarkus.qute.TemplateExtension;

/** How the state of a purchase reads to the customer. */
@TemplateExtension
final class PurchaseWords {
    private PurchaseWords() {}

    /** One or two words for a badge. */
    static String badge(Purchase purchase) {
        return switch (purchase.state()) {
            case OPEN -> "not paid yet";
            case PENDING -> "on its way";
            case CREDITED -> "credited";
            case FAILED -> "failed";
            case ABANDONED -> "not completed";
        };
    }

    static String badgeKind(Purchase purchase) {
        return switch (purchase.state()) {
            case OPEN, PENDING -> "waiting";
            case CREDITED -> "good";
            case FAILED -> "bad";
            case ABANDONED -> "plain";
        };
    }

    static String headline(Purchase purchase) {
        return switch (purchase.state()) {
            case OPEN -> "Waiting for your payment";
            case PENDING ->
                purchase.flag().isPresent() ? "Your payment is being looked at" : "Your payment is on its way";
            case CREDITED -> "Paid: your credits are here";
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
            case CREDITED -> "Thank you. You can use them at once.";
            case FAILED -> "Nothing was charged. You can try again, perhaps with another card.";
            case ABANDONED -> "Nothing was charged.";
        };
    }
}
