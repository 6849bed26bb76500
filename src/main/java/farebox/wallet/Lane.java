package farebox.wallet;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * A bounded queue of operations of many customers, written batch by batch by one thread. While a batch is being written
 * the next one gathers; an idle lane writes a batch of one at once. A busy one gives those who were just answered a moment
 * to come back: a batch costs about the same whatever its size, so callers who are never idle share one, instead of
 * waiting in two halves for each other's (ADR 0021).
 */
final class Lane implements Runnable {
    private static final Duration BLOCKED_PAUSE = Duration.ofMillis(2);
    private static final Duration OUTAGE_PAUSE = Duration.ofMillis(200);
    private static final Logger LOG = Logger.getLogger(Lane.class);

    private final Batches batches;
    private final Limits limits;
    private final Consumer<Duration> pause;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Deque<Pending<?>> ends = new ArrayDeque<>();
    private final Deque<Pending<?>> others = new ArrayDeque<>();
    private final Gathering gathering = new Gathering();
    private int wanted = 1;
    private boolean closed;

    Lane(Batches batches) {
        this(batches, Limits.USUAL, time -> LockSupport.parkNanos(time.toNanos()));
    }

    Lane(Batches batches, Limits limits, Consumer<Duration> pause) {
        this.batches = batches;
        this.limits = limits;
        this.pause = pause;
    }

    /** How many operations a batch may hold, how many may wait, and for how long those just answered are waited for. */
    record Limits(int batch, int waiting, Duration gathering) {
        static final Limits USUAL = new Limits(256, 4_096, Duration.ofNanos(250_000));
    }

    /** Takes the operation in, or says no when the lane is full; one that ends a hold is always taken. */
    boolean offer(Pending<?> pending) {
        lock.lock();
        try {
            var ending = pending.operation.endsHold();
            if (!ending && (closed || others.size() >= limits.waiting())) return false;
            (ending ? ends : others).addLast(pending);
            if (count() >= wanted) work.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** How many operations wait. */
    int waiting() {
        lock.lock();
        try {
            return count();
        } finally {
            lock.unlock();
        }
    }

    private int count() {
        return ends.size() + others.size();
    }

    /** Takes nothing more in, and lets the thread end once the queue is empty. */
    void close() {
        lock.lock();
        try {
            closed = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void run() {
        while (workIsThere()) gather(writeNext());
    }

    /** Waits until something waits; false when the lane is closed and all is written. */
    private boolean workIsThere() {
        lock.lock();
        try {
            while (count() == 0) {
                if (closed) return false;
                work.awaitUninterruptibly();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Lets so many callers, who were just answered, come back, where that is worth it. */
    private void gather(int answered) {
        lock.lock();
        try {
            wanted = Math.min(gathering.wanted(answered), limits.batch());
            if (wanted == 0) return;
            for (var left = limits.gathering().toNanos(); left > 0 && count() < wanted && !closed; )
                left = work.awaitNanos(left);
            gathering.ended(count());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            wanted = 1;
            lock.unlock();
        }
    }

    /** Writes one batch of what waits; tells how many callers were answered. */
    int writeNext() {
        var batch = next();
        return batch.isEmpty() ? 0 : write(batch);
    }

    private int write(List<Pending<?>> batch) {
        try {
            var blocked = batches.carryOut(batch, () -> gathering.committed(waiting()));
            putBehind(blocked);
            if (blocked.size() == batch.size()) pause.accept(BLOCKED_PAUSE);
            return batch.size() - blocked.size();
        } catch (Outage outage) {
            LOG.warnf(
                    "%d operations wait for the database: %s",
                    batch.size(), outage.getCause().getMessage());
            putBack(batch);
        } catch (VirtualMachineError exhausted) {
            LOG.errorf(exhausted, "%d operations wait for the JVM", batch.size());
            putBack(batch);
        }
        return 0;
    }

    /** The next batch: what ends holds first, then the others in the order of their arrival. */
    private List<Pending<?>> next() {
        var batch = new ArrayList<Pending<?>>();
        lock.lock();
        try {
            drain(ends, batch);
            drain(others, batch);
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void drain(Deque<Pending<?>> queue, List<Pending<?>> batch) {
        while (batch.size() < limits.batch() && !queue.isEmpty()) {
            var pending = queue.removeFirst();
            if (!pending.isGivenUp()) batch.add(pending);
        }
    }

    /** Behind what waits, in their order: whoever keeps a wallet locked does not keep the lane. */
    private void putBehind(List<Pending<?>> blocked) {
        lock.lock();
        try {
            for (var pending : blocked) (pending.operation.endsHold() ? ends : others).addLast(pending);
        } finally {
            lock.unlock();
        }
    }

    /** Those not answered yet go back to the head of the queue, in their order, to be carried out after a while. */
    private void putBack(List<Pending<?>> batch) {
        lock.lock();
        try {
            for (var pending : batch.reversed())
                if (!pending.answer.isDone()) (pending.operation.endsHold() ? ends : others).addFirst(pending);
        } finally {
            lock.unlock();
        }
        pause.accept(OUTAGE_PAUSE);
    }
}
