package farebox.wallet;

import farebox.money.Credits;
import java.util.Collection;
import java.util.Optional;

/** The row of a cap in memory, with what ended holds have given back beside it; one transaction at a time has its lock. */
final class SimulatedCap {
    static final Cap CAP = new Cap(Cap.Scope.KEY_TOTAL, 1, Credits.of(30));

    private Optional<Object> owner = Optional.empty();
    private long used;
    private long returned;
    private long most;
    /** What the owner has taken off {@code used}, if it commits. */
    private long taken;

    boolean isFree() {
        return owner.isEmpty();
    }

    /** The row as whoever locks it reads it, what was given back taken off. */
    OpenCaps lock(Object transaction) {
        owner = Optional.of(transaction);
        taken = returned;
        var use = new OpenCaps.Use(OpenCaps.EVER, used);
        if (taken > 0) use.add(-taken);
        var caps = new OpenCaps();
        caps.uses.put(OpenCaps.Name.of(CAP), use);
        return caps;
    }

    /** Writes what a transaction has counted, and what its ended holds give back. */
    void commit(OpenCaps caps, Collection<OpenHold> holds) {
        for (var use : caps.uses.values()) {
            if (!use.changed) continue;
            used = use.used;
            returned -= taken;
            most = Math.max(most, used);
        }
        returned += holds.stream()
                .filter(hold -> !hold.counted.equals(Counted.NOWHERE))
                .mapToLong(hold -> hold.givenBack.amount())
                .sum();
    }

    /** The server has stopped. */
    void free() {
        owner = Optional.empty();
    }

    void unlock(Object transaction) {
        if (owner.filter(transaction::equals).isPresent()) owner = Optional.empty();
    }

    /** What is held and spent. */
    long inUse() {
        return used - returned;
    }

    /** Whether it has ever been broken. */
    boolean isBroken() {
        return most > CAP.limit().amount();
    }
}
