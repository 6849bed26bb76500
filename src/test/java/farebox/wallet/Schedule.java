package farebox.wallet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A clock and an executor that a seed drives: of its threads only one runs at a time, it runs until it waits, and who runs
 * next, and when, follows from the seed alone.
 */
final class Schedule {
    private static final BooleanSupplier NEVER = () -> false;
    private static final int TURNS_MAX = 20_000;

    final Random random;
    private final List<Turn> waiting = new ArrayList<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private Instant now = Instant.parse("2026-11-24T00:00:00Z");
    private Turn running;
    private int turns;

    Schedule(long seed) {
        random = new Random(seed);
    }

    /** The machine that a thread ran on is gone; the thread ends where it stands. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /** What a thread waits for. */
    private final class Turn {
        final BooleanSupplier killed;
        Thread thread;
        BooleanSupplier condition = NEVER;
        Instant latest = now;
        volatile boolean mine;

        Turn(BooleanSupplier killed) {
            this.killed = killed;
        }

        boolean due() {
            return !latest.isAfter(now) || killed.getAsBoolean() || condition.getAsBoolean();
        }
    }

    Instant now() {
        return now;
    }

    /** A thread that lives until its work is done or its machine is gone. */
    void start(BooleanSupplier killed, Runnable work) {
        var turn = new Turn(killed);
        turn.thread = Thread.ofVirtual().unstarted(() -> {
            awaitTurn(turn);
            try {
                if (!killed.getAsBoolean()) work.run();
            } catch (Killed gone) {
                // That is all that a killed process does.
            } catch (Throwable failure) {
                over.completeExceptionally(failure);
                return;
            }
            next();
        });
        waiting.add(turn);
        turn.thread.start();
    }

    /** Runs all threads to their end, and throws what one of them has thrown. */
    void run() {
        next();
        over.join();
    }

    void pause(Duration time) {
        await(NEVER, time);
    }

    /** Up to a while, by the seed. */
    void pauseUpTo(Duration most) {
        pause(Duration.ofNanos(1_000 * random.nextLong(most.toNanos() / 1_000 + 1)));
    }

    /** Waits until something is so, or a time has passed; tells whether it is so. */
    boolean await(BooleanSupplier condition, Duration patience) {
        var me = running;
        me.condition = condition;
        me.latest = now.plus(patience);
        waiting.add(me);
        next();
        awaitTurn(me);
        if (me.killed.getAsBoolean()) throw new Killed();
        return condition.getAsBoolean();
    }

    private static void awaitTurn(Turn turn) {
        while (!turn.mine) LockSupport.park(turn);
        turn.mine = false;
    }

    /** Gives the turn to one of those that are due, or else lets time pass until the first one is. */
    private void next() {
        if (waiting.isEmpty()) {
            over.complete(null);
            return;
        }
        if (++turns > TURNS_MAX) {
            over.completeExceptionally(new AssertionError("it never ends"));
            return;
        }
        if (waiting.stream().noneMatch(Turn::due))
            now = waiting.stream()
                    .map(turn -> turn.latest)
                    .min(Instant::compareTo)
                    .orElseThrow();
        var due = waiting.stream().filter(Turn::due).toList();
        running = due.get(random.nextInt(due.size()));
        waiting.remove(running);
        now = now.plusNanos(1_000);
        running.mine = true;
        LockSupport.unpark(running.thread);
    }
}
