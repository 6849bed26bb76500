package farebox.admin;

import farebox.admin.Typed.Mistyped;
import farebox.checkout.Purchase;
import farebox.checkout.RefundOrder;
import farebox.wallet.Refund.Spent;
import farebox.web.Formats;
import java.math.BigDecimal;
import java.util.UUID;

/** A refund as it is typed in. */
record RefundForm(String amount, String spent, String reason) {
    private static final String CLAWBACK = "clawback";

    /** All that is left, as a gift. */
    static RefundForm of(Purchase purchase) {
        return new RefundForm(BigDecimal.valueOf(left(purchase), 2).toPlainString(), "goodwill", "");
    }

    /** The order, of which only the id is not typed: it is made with the page that confirms it. */
    RefundOrder order(UUID id, Purchase purchase) {
        var cents = Typed.cents("The amount", amount);
        if (cents < 1) throw new Mistyped("A refund is at least $0.01.");
        var why = Typed.reason(reason);
        return new RefundOrder(id, purchase.id(), cents, isClawback() ? Spent.CLAWBACK : Spent.GOODWILL, why);
    }

    /** A new order that what is left allows, as far as can be seen now. */
    RefundOrder newOrder(Purchase purchase) {
        var order = order(UUID.randomUUID(), purchase);
        if (order.cents() > left(purchase))
            throw new Mistyped("Only " + Formats.dollars(left(purchase)) + " is left to refund.");
        return order;
    }

    private static long left(Purchase purchase) {
        return purchase.payment().map(Purchase.Payment::leftCents).orElse(0L);
    }

    public boolean isClawback() {
        return CLAWBACK.equals(spent);
    }
}
