package farebox.soak;

import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** What the callers were told, to be held against the books afterwards, and how long it took. */
final class Outcomes {
    /** An invocation that was answered and paid, under this key of the customer's wallet. */
    record Served(String body, String sentKey, UUID key, String id, long credits) {}

    final Queue<Served> served = new ConcurrentLinkedQueue<>();
    /** Keys of invocations that ended without a charge. */
    final Queue<UUID> unpaid = new ConcurrentLinkedQueue<>();
    /** The sources of credits that came in: grants answered, purchases paid. */
    final Queue<String> credited = new ConcurrentLinkedQueue<>();

    private final LongAdder acknowledged = new LongAdder();
    private final Map<String, Latencies> ended = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> again = new ConcurrentHashMap<>();

    /** Keeps one of what was told, in its list. */
    <T> void acknowledged(Queue<T> told, T one) {
        told.add(one);
        acknowledged.increment();
    }

    /** An operation ended: {@code what} names it and its outcome. */
    void ended(String what, long begunNanos) {
        ended.computeIfAbsent(what, name -> new Latencies()).add((System.nanoTime() - begunNanos) / 1_000_000);
    }

    /** A request has to be sent again, and why. */
    void again(String why) {
        again.computeIfAbsent(why, name -> new LongAdder()).increment();
    }

    long acknowledged() {
        return acknowledged.sum();
    }

    String table(Map<String, Integer> faults) {
        var table = new StringBuilder(
                "%n%-40s %9s %8s %8s %8s%n".formatted("outcome", "count", "p50 ms", "p99 ms", "max ms"));
        new TreeMap<>(ended).forEach((what, latencies) -> table.append("%-40s %s%n".formatted(what, latencies)));
        table.append("%n%-40s %9s%n".formatted("sent again after", "count"));
        new TreeMap<>(again).forEach((why, count) -> table.append("%-40s %9d%n".formatted(why, count.sum())));
        table.append("%n%-40s %9s%n".formatted("fault", "count"));
        faults.forEach((fault, count) -> table.append("%-40s %9d%n".formatted(fault, count)));
        return table.toString();
    }

    /** Counts by the millisecond, up to a bound that stands for all that took longer. */
    private static final class Latencies {
        private final long[] counts = new long[120_000];
        private long all;

        synchronized void add(long millis) {
            counts[(int) Math.min(millis, counts.length - 1)]++;
            all++;
        }

        private long quantile(double share) {
            long seen = 0;
            for (int millis = 0; millis < counts.length; millis++) {
                seen += counts[millis];
                if (seen >= Math.ceil(all * share)) return millis;
            }
            return counts.length;
        }

        @Override
        public synchronized String toString() {
            return "%9d %8d %8d %8d".formatted(all, quantile(0.5), quantile(0.99), quantile(1));
        }
    }
}
