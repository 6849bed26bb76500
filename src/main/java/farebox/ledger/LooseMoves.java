package farebox.ledger;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/** The moves of a window, until their postings take them in the order of their numbers. */
final class LooseMoves {
    private final Map<Long, Queue<Loose>> byCustomer = new HashMap<>();
    private final Set<Orphan> orphans = new LinkedHashSet<>();

    private record Loose(long seq, Instant recordedAt, int kind, int line, Move move) {}

    /** A posting that isn't there and has moves. */
    record Orphan(long customer, long seq) {}

    void add(long customer, long seq, Instant recordedAt, int kind, int line, Move move) {
        byCustomer
                .computeIfAbsent(customer, number -> new ArrayDeque<>())
                .add(new Loose(seq, recordedAt, kind, line, move));
    }

    /** Takes a posting's moves: those with its number that share its time and kind, line by line. */
    List<Move> of(long customer, long seq, Instant recordedAt, int kind) {
        var queue = byCustomer.getOrDefault(customer, new ArrayDeque<>());
        var moves = new ArrayList<Move>(4);
        while (!queue.isEmpty() && queue.peek().seq <= seq) {
            var loose = queue.remove();
            if (loose.seq == seq
                    && loose.kind == kind
                    && loose.line == moves.size()
                    && loose.recordedAt.equals(recordedAt)) moves.add(loose.move);
            else orphans.add(new Orphan(customer, loose.seq));
        }
        return moves;
    }

    /** What no posting has taken. */
    Set<Orphan> orphans() {
        byCustomer.forEach((customer, left) -> left.forEach(loose -> orphans.add(new Orphan(customer, loose.seq))));
        return orphans;
    }
}
