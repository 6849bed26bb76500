package farebox.checkout;

import farebox.wallet.Refund.Spent;
import java.util.UUID;

/**
 * What is to be given back of a purchase.
 *
 * @param id made before it is asked for, so that asking twice gives back once
 * @param cents with the tax in it
 * @param spent what becomes of the part whose credits are spent
 */
public record RefundOrder(UUID id, UUID purchase, long cents, Spent spent, String reason) {
    public RefundOrder {
        if (cents < 1) throw new IllegalArgumentException("a refund gives something back: " + cents);
    }
}
