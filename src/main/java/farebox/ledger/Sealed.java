package farebox.ledger;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a wallet's sealed postings add up to; nothing while none are sealed.
 *
 * @param seq the newest sealed posting's number
 * @param head its hash
 * @param moves all that were sealed, by kind; those of one lot and pair of accounts as one
 * @param openHolds the credits of the holds that were open then
 */
record Sealed(long seq, byte[] head, Map<PostingKind, List<Move>> moves, Map<Long, Long> openHolds) {
    static Sealed nothing() {
        return upTo(0, new byte[32]);
    }

    static Sealed upTo(long seq, byte[] head) {
        return new Sealed(seq, head, new EnumMap<>(PostingKind.class), new HashMap<>());
    }
}
