package farebox.sandbox.stripe;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * How webhooks behave: whether they are sent, the completed session twice, the newest event first; how late, and when bank debits
 * settle.
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record WebhookSettings(
        boolean deliver, boolean duplicate, boolean reorder, long delayMillis, long settleMillis) {
    private static final long MILLIS_MAX = 3_600_000;

    public WebhookSettings {
        if (delayMillis < 0 || delayMillis > MILLIS_MAX || settleMillis < 0 || settleMillis > MILLIS_MAX) {
            throw new IllegalArgumentException("a delay is between 0 and " + MILLIS_MAX + " milliseconds");
        }
    }
}
