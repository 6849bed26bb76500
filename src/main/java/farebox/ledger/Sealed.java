package farebox.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a wallet's sealed postings add up to; nothing while none are sealed.
 *
 * @param seq the newest sealed posting's number
 * @param head its hash
 * @param sums all that was moved, first things first
 * @param openHolds the credits of the holds that were open then
 */
record Sealed(long seq, byte[] head, List<Sum> sums, Map<Long, Long> openHolds) {
    /** The moves of one kind, lot and pair of accounts, added up. */
    record Sum(PostingKind kind, Move move) {}

    static Sealed nothing() {
        return upTo(0, new byte[32]);
    }

    static Sealed upTo(long seq, byte[] head) {
        return new Sealed(seq, head, new ArrayList<>(), new HashMap<>());
    }
}
