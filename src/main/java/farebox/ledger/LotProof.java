package farebox.ledger;

import farebox.money.Usd;
import java.util.EnumMap;
import java.util.Map;

/** One lot as the journal tells it. */
final class LotProof {
    private static final Account[] LEFT_TO = {Account.SPENT, Account.EXPIRED, Account.REVOKED};

    private final Map<Account, Long> credits = new EnumMap<>(Account.class);
    private long paid;
    private long valueOut;
    private Long fee;

    void add(PostingKind kind, Move move) {
        if (move.debit().holdsCredits()) {
            credits.merge(move.debit(), move.amount(), Long::sum);
            credits.merge(move.credit(), -move.amount(), Long::sum);
            return;
        }
        if (move.credit() == Account.DEFERRED) {
            if (kind == PostingKind.PURCHASE) paid = move.amount();
            else valueOut -= move.amount();
        }
        if (move.debit() == Account.DEFERRED) valueOut += move.amount();
        if (kind == PostingKind.FEE) fee = move.amount();
    }

    private long of(Account account) {
        return credits.getOrDefault(account, 0L);
    }

    private long issued() {
        return -of(Account.ISSUED);
    }

    private long left() {
        long left = 0;
        for (var account : LEFT_TO) left += of(account);
        return left;
    }

    /** What the table should say of this lot. */
    LotRow row() {
        return new LotRow(
                issued(),
                issued() - left() - of(Account.DISPUTED),
                of(Account.SPENT),
                of(Account.EXPIRED),
                of(Account.REVOKED),
                of(Account.DISPUTED),
                paid,
                valueOut,
                fee == null ? 0 : fee);
    }

    /** Whether just the share of what was paid has left that belongs to the credits that have left. */
    boolean sharesAreExact() {
        return issued() > 0
                && 0 <= left()
                && left() <= issued()
                && Usd.ofNanos(paid).portion(left(), issued()).nanos() == valueOut;
    }

    /** A lot's figures: credits, then nano-dollars. */
    record LotRow(
            long credits,
            long remaining,
            long spent,
            long expired,
            long revoked,
            long disputed,
            long paid,
            long valueOut,
            long fee) {}
}
