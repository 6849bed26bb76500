package farebox.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What a capture took of each lot, in the order in which they burnt.
 *
 * @param paid the credits for which something had been paid
 * @param json {@code [[lot, credits, value in nano-dollars], …]}; no lots where nothing was charged
 */
record LotShares(long paid, String json) {
    private static final LotShares NONE = new LotShares(0, "[]");

    static LotShares of(Posting.Event event) {
        if (event.kind() != PostingKind.CAPTURE) return NONE;
        var credits = new LinkedHashMap<Long, Long>();
        var values = new LinkedHashMap<Long, Long>();
        for (var move : event.moves()) {
            if (move.debit() == Account.SPENT) credits.merge(move.lot(), move.amount(), Long::sum);
            if (move.credit() == Account.REVENUE) values.merge(move.lot(), move.amount(), Long::sum);
        }
        return of(credits, values);
    }

    private static LotShares of(Map<Long, Long> credits, Map<Long, Long> values) {
        long paid = 0;
        var shares = new StringJoiner(",", "[", "]");
        for (var share : credits.entrySet()) {
            long value = values.getOrDefault(share.getKey(), 0L);
            if (value != 0) paid += share.getValue();
            shares.add("[" + share.getKey() + "," + share.getValue() + "," + value + "]");
        }
        return new LotShares(paid, shares.toString());
    }
}
