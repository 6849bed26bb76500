package farebox.bench;

import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.wallet.Attachment;
import farebox.wallet.AttemptCost;
import farebox.wallet.BareWallets.Teller;
import farebox.wallet.HoldId;
import farebox.wallet.HoldOrder;
import farebox.wallet.HoldOutcome;
import farebox.wallet.OperationKey;
import farebox.wallet.SettleOutcome;
import farebox.wallet.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Callers who each hold and settle, cycle after cycle, on a wallet drawn anew each time. */
record Load(Teller teller, int callers, List<CustomerNo> customers) {
    private static final Credits FARE = Credits.of(5);
    private static final HoldOrder.Purpose PURPOSE = new HoldOrder.Purpose(1, 1, 1);
    private static final List<AttemptCost> COSTS = List.of(new AttemptCost(1, 1, Usd.ofNanos(123_456)));

    /** What the callers saw: nanoseconds for each hold and each settlement. */
    record Result(Duration time, List<Long> holds, List<Long> settlements) {
        double cyclesPerSecond() {
            return settlements.size() * 1e9 / time.toNanos();
        }

        double holdMillis(double quantile) {
            return millis(holds.stream(), quantile);
        }

        double operationMillis(double quantile) {
            return millis(Stream.concat(holds.stream(), settlements.stream()), quantile);
        }

        private static double millis(Stream<Long> times, double quantile) {
            var sorted = times.sorted().toList();
            return sorted.get((int) Math.min(sorted.size() - 1, Math.round(sorted.size() * quantile))) / 1e6;
        }
    }

    /** Runs for so long; a refusal or an error of any caller fails it all. */
    Result run(Duration duration) throws InterruptedException, ExecutionException {
        var result = new Result(duration, new ArrayList<>(), new ArrayList<>());
        var end = System.nanoTime() + duration.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Caller>>();
            for (int i = 0; i < callers; i++) running.add(threads.submit(() -> new Caller().callUntil(end)));
            for (var future : running) {
                result.holds.addAll(future.get().holds);
                result.settlements.addAll(future.get().settlements);
            }
        }
        return result;
    }

    private final class Caller {
        final List<Long> holds = new ArrayList<>();
        final List<Long> settlements = new ArrayList<>();

        /** What is not finished in time does not count. */
        Caller callUntil(long end) {
            for (var start = System.nanoTime(); start < end; ) {
                var hold = hold();
                var held = System.nanoTime();
                settle(hold);
                var settled = System.nanoTime();
                if (held <= end) holds.add(held - start);
                if (settled <= end) settlements.add(settled - held);
                start = settled;
            }
            return this;
        }

        private HoldId hold() {
            var customer = customers.get(ThreadLocalRandom.current().nextInt(customers.size()));
            var order = new HoldOrder(customer, OperationKey.random(), FARE, PURPOSE, Attachment.none());
            return switch (teller.hold().apply(order)) {
                case HoldOutcome.Held held -> held.hold();
                case HoldOutcome refused -> throw new IllegalStateException("a hold was refused: " + refused);
            };
        }

        private void settle(HoldId hold) {
            var outcome = teller.settle().apply(new Settlement(hold, FARE, COSTS, Attachment.none()));
            if (!(outcome instanceof SettleOutcome.Captured))
                throw new IllegalStateException("a settlement was refused: " + outcome);
        }
    }
}
