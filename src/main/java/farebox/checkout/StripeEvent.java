package farebox.checkout;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that Stripe told us.
 *
 * @param objectId the session, payment, refund, dispute, warning or payout that it is about
 * @param error why the last try to handle it did not succeed
 */
public record StripeEvent(
        String id, String type, String objectId, State state, int tries, Instant receivedAt, Optional<String> error) {
    /** How far an event is. */
    public enum State {
        WAITING,
        HANDLED,
        /** Nothing here depends on it. */
        IGNORED,
        /** Tried as often as is sensible; operators see it and may have it tried again. */
        FAILED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
