package farebox.gateway;

import farebox.cost.Usage;
import farebox.money.Credits;
import farebox.money.Usd;
import farebox.wallet.HoldId;
import farebox.wallet.SettleOutcome.LotShare;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One request through the gateway and how it ended; its receipt. */
public record Invocation(HoldId hold, Who who, What what, Bill bill, Instant endedAt, Map<String, String> metadata) {
    private static final String PREFIX = "inv_";

    /** How an invocation ended. */
    public enum State {
        /** Answered and charged. */
        SERVED,
        /** No model answered; nothing was charged. */
        FAILED,
        /** Its instance died; nothing was charged. */
        SWEPT,
        /** Answered after it had been swept; nothing was charged and the answer was withheld. */
        LATE;

        /** As pages and schema write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who asked: the app, and the customer by the app's own id. */
    public record Who(int app, String customer) {
        static Who of(Work work) {
            return new Who(work.app(), work.customer().id());
        }
    }

    /**
     * What was asked for and what came of it.
     *
     * @param units how many were paid for, where the price counts them
     */
    public record What(
            String task,
            int card,
            State state,
            Optional<String> model,
            Optional<String> stopReason,
            Optional<String> errorCode,
            Usage usage,
            Optional<Integer> units) {}

    /**
     * What it cost, on both sides.
     *
     * @param available the customer's credits after it
     * @param revenue what was paid for just the credits that were charged
     * @param cost of all attempts
     * @param estimated whether a part of the cost is
     */
    public record Bill(
            Credits charged,
            Credits paid,
            List<LotShare> lots,
            Credits available,
            Usd revenue,
            Usd cost,
            boolean estimated) {}

    public String id() {
        return id(hold);
    }

    static String id(HoldId hold) {
        return PREFIX + hold.text();
    }

    /** The hold that an id names; empty for what is no id. */
    public static Optional<HoldId> holdOf(String id) {
        return id.startsWith(PREFIX) ? HoldId.parse(id.substring(PREFIX.length())) : Optional.empty();
    }

    public Instant startedAt() {
        return hold.openedAt();
    }

    public State state() {
        return what.state();
    }
}
