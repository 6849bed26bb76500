package farebox.gateway;

import farebox.gateway.Invocation.Who;
import farebox.money.Credits;
import farebox.wallet.HoldId;
import farebox.wallet.SettleOutcome.LotShare;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Credits that an app has held for work of its own, and how that ended; its receipt. */
public record AppHold(HoldId hold, Who who, Held held, State state, Optional<Captured> captured, Times times) {
    private static final String PREFIX = "hold_";

    /** Where a hold of an app stands. */
    public enum State {
        HELD,
        CAPTURED,
        RELEASED,
        /** Nobody ended it in time; its credits are given back. */
        EXPIRED;

        /** As pages and the wire write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What was held, and for what.
     *
     * @param available the customer's credits after what happened last
     * @param task empty for credits that no task class names, and then card is 0
     */
    public record Held(
            Credits credits,
            Credits available,
            Optional<String> task,
            Optional<Integer> units,
            int card,
            Map<String, String> metadata) {}

    /** What was kept of it, and of which lots. */
    public record Captured(Credits credits, List<LotShare> lots) {}

    /** Until when it lasts, and when it ended. */
    public record Times(Instant expiresAt, Optional<Instant> endedAt) {}

    public String id() {
        return id(hold);
    }

    /** How the wire and pages name a hold of an app. */
    public static String id(HoldId hold) {
        return PREFIX + hold.text();
    }

    /** The hold that an id names; empty for what is no id. */
    public static Optional<HoldId> holdOf(String id) {
        return id.startsWith(PREFIX) ? HoldId.parse(id.substring(PREFIX.length())) : Optional.empty();
    }
}
