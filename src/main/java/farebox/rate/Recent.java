package farebox.rate;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A value that is read again once it is too old, and at once after it was forgotten. */
final class Recent<T> {
    private final Duration ageMax;
    private final Supplier<T> source;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Read<T> read;

    private record Read<T>(T value, long atNanos) {}

    Recent(Duration ageMax, Supplier<T> source) {
        this.ageMax = ageMax;
        this.source = source;
    }

    T get() {
        var known = read;
        return isFresh(known) ? known.value() : readAgain(known);
    }

    // Reading and forgetting exclude each other, so that no value read before a change is kept after it. While somebody
    // reads, others take a value that is merely too old: all calls would stop for every reading otherwise.
    private T readAgain(Read<T> old) {
        if (old == null) lock.lock();
        else if (!lock.tryLock()) return old.value();
        try {
            if (!isFresh(read)) readNow();
            return read.value();
        } finally {
            lock.unlock();
        }
    }

    /** Reads again before anybody has to wait for it. */
    void refresh() {
        lock.lock();
        try {
            readNow();
        } finally {
            lock.unlock();
        }
    }

    void forget() {
        lock.lock();
        try {
            read = null;
        } finally {
            lock.unlock();
        }
    }

    private void readNow() {
        var startedAt = System.nanoTime();
        read = new Read<>(source.get(), startedAt);
    }

    private boolean isFresh(Read<T> candidate) {
        return candidate != null && System.nanoTime() - candidate.atNanos() < ageMax.toNanos();
    }
}
