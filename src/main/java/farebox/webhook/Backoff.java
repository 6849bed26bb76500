package farebox.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a delivery that was not taken is tried again, as Standard Webhooks advise; after three days it is given up. */
final class Backoff {
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));
    private static final int SPREAD_PERCENT = 20;

    private Backoff() {}

    /**
     * How long to wait after so many tries; empty to give up.
     *
     * @param dice from 0 to 1: what failed together is not tried again together
     */
    static Optional<Duration> after(int tries, double dice) {
        if (tries > PAUSES.size()) return Optional.empty();
        var pause = PAUSES.get(tries - 1);
        var percent = 100 - SPREAD_PERCENT + Math.round(2 * SPREAD_PERCENT * dice);
        return Optional.of(pause.multipliedBy(percent).dividedBy(100));
    }
}
