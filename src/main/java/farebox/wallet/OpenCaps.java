package farebox.wallet;

import farebox.money.Credits;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The caps of a batch while it holds their rows' locks: what is used of each, and on which day it counts. */
final class OpenCaps {
    /** The day of a cap that no midnight resets. */
    static final String EVER = "-infinity";

    /** Whose cap; in the order in which rows are locked. */
    record Name(Cap.Scope scope, long owner) implements Comparable<Name> {
        static Name of(Cap cap) {
            return new Name(cap.scope(), cap.owner());
        }

        @Override
        public int compareTo(Name other) {
            var byScope = scope.compareTo(other.scope);
            return byScope != 0 ? byScope : Long.compare(owner, other.owner);
        }
    }

    /** A cap's row. */
    static final class Use {
        final String day;
        long used;
        boolean changed;

        Use(String day, long used) {
            this.day = day;
            this.used = used;
        }

        void add(long credits) {
            used += credits;
            changed = true;
        }
    }

    final Map<Name, Use> uses = new TreeMap<>();

    /** The first cap that these credits would break. */
    Optional<HoldOutcome.CapReached> reached(List<Cap> caps, Credits asked) {
        return caps.stream()
                .filter(cap -> use(cap).used + asked.amount() > cap.limit().amount())
                .findFirst()
                .map(cap -> new HoldOutcome.CapReached(cap.scope(), cap.limit(), resetsAt(use(cap).day)));
    }

    /** Counts a hold, and says where. */
    Counted count(List<Cap> caps, Credits credits) {
        if (caps.isEmpty()) return Counted.NOWHERE;
        var scopes = EnumSet.noneOf(Cap.Scope.class);
        Integer key = null;
        String day = null;
        for (var cap : caps) {
            var use = use(cap);
            use.add(credits.amount());
            scopes.add(cap.scope());
            if (cap.scope().ofKey()) key = Math.toIntExact(cap.owner());
            if (!use.day.equals(EVER)) day = use.day;
        }
        return new Counted(scopes, key, day);
    }

    private Use use(Cap cap) {
        return uses.get(Name.of(cap));
    }

    private static Optional<Instant> resetsAt(String day) {
        if (day.equals(EVER)) return Optional.empty();
        return Optional.of(
                LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
