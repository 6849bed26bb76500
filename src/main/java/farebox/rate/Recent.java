package farebox.rate;

import java.time.Duration;
import java.util.function.Supplier;

/** A value that is read again once it is too old, and at once after it was forgotten. */
final class Recent<T> {
    private final Duration ageMax;
    private final Supplier<T> source;
    private volatile Read<T> read;

    private record Read<T>(T value, long atNanos) {}

    Recent(Duration ageMax, Supplier<T> source) {
        this.ageMax = ageMax;
        this.source = source;
    }

    T get() {
        var fresh = read;
        return isFresh(fresh) ? fresh.value() : readAgain();
    }

    // Reading and forgetting exclude each other, so that a value read before a change cannot be kept after it.
    private synchronized T readAgain() {
        if (!isFresh(read)) {
            var startedAt = System.nanoTime();
            read = new Read<>(source.get(), startedAt);
        }
        return read.value();
    }

    synchronized void forget() {
        read = null;
    }

    private boolean isFresh(Read<T> candidate) {
        return candidate != null && System.nanoTime() - candidate.atNanos() < ageMax.toNanos();
    }
}
