package farebox.checkout;

import farebox.wallet.Refund.Spent;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A part of a purchase's payment that goes back, or was to.
 *
 * @param stripeId Stripe's name for it, once Stripe has answered
 * @param spent what becomes of the part whose credits are spent
 * @param refusal why Stripe gives nothing back
 */
public record PurchaseRefund(
        UUID id,
        UUID purchase,
        Optional<String> stripeId,
        long cents,
        Spent spent,
        String reason,
        State state,
        Optional<String> refusal,
        Instant askedAt) {
    /** How far a refund is. */
    public enum State {
        /** Stripe has not answered yet. */
        ASKED,
        REFUSED,
        /** It left our balance and is on its way. */
        PENDING,
        SUCCEEDED,
        /** The money came back to us. */
        FAILED;

        /** As it is written in the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** Under which the wallet has it. */
    public String claim() {
        return "refund:" + stripeId.orElse("");
    }
}
