package farebox.ledger;

/** What a refund or a dispute has taken, as the journal tells it. */
final class ClaimProof {
    // The schema's codes of where a claim stands.
    private static final int GOODWILL = 0;
    private static final int CLAWBACK = 1;
    private static final int FAILED = 2;
    private static final int DISPUTED = 3;
    private static final int WON = 4;
    private static final int LOST = 5;

    private long lot;
    private long taken;
    private long refunded;
    private long tax;
    private long withdrawn;
    private int funds;
    private long given;
    private long owed;
    private Integer state;

    void add(Posting.Event event) {
        for (var move : event.moves()) add(event.kind(), move);
        if (event.kind() == PostingKind.DISPUTE_FUNDS || event.moves().stream().anyMatch(ClaimProof::isOfFunds))
            funds++;
        state = switch (event.kind()) {
            case REFUND_FAILED -> FAILED;
            case DISPUTE_WON -> WON;
            case DISPUTE_LOST -> LOST;
            default -> state;
        };
        if (event.kind() == PostingKind.REFUND_FAILED || event.kind() == PostingKind.DISPUTE_WON) taken = 0;
    }

    private void add(PostingKind kind, Move move) {
        var amount = move.amount();
        if (move.lot() != null) lot = move.lot();
        if (move.credit() == Account.AVAILABLE) taken += amount;
        if (isOfFunds(move)) withdrawn += move.debit() == Account.DISPUTE_CLAIM ? amount : -amount;
        if (move.debit() == Account.REFUNDS) given += amount;
        if (move.credit() == Account.REFUNDS) given -= amount;
        if (move.debit() == Account.RECEIVABLE) owed += amount;
        if (move.credit() == Account.RECEIVABLE) owed -= amount;
        if (kind != PostingKind.REFUND) return;
        if (move.debit() == Account.REFUNDS) state = GOODWILL;
        if (move.debit() == Account.RECEIVABLE) state = CLAWBACK;
        if (move.credit() == Account.STRIPE_BALANCE) refunded += amount;
        if (move.debit() == Account.STRIPE_BALANCE) refunded -= amount;
        if (move.debit() == Account.TAX_PAYABLE) tax += amount;
    }

    /** Until V42 such a move stood in the postings of what the bank had decided. */
    private static boolean isOfFunds(Move move) {
        return move.debit() == Account.DISPUTE_CLAIM && move.credit() == Account.STRIPE_BALANCE
                || move.debit() == Account.STRIPE_BALANCE && move.credit() == Account.DISPUTE_CLAIM;
    }

    /** Whether the row says the same, as far as the journal knows: some disputes move nothing, and some refunds leave no rest. */
    boolean agrees(ClaimRow row) {
        var sameLot = lot == 0 || lot == row.lot();
        var sameMoney = refunded == 0 || refunded == row.net() + row.tax() && tax == row.tax();
        return sameState(row)
                && sameLot
                && sameMoney
                && taken == row.taken()
                && withdrawn == row.withdrawn()
                && funds == row.funds()
                && (row.isOwed() ? owed : given) == row.rest();
    }

    private boolean sameState(ClaimRow row) {
        if (state == null) return row.state() != FAILED && row.state() != LOST;
        // What was lost and is won in the end moves nothing where nothing was taken.
        return row.state() == state || state == LOST && row.state() == WON && taken == 0 && withdrawn == 0;
    }

    @Override
    public String toString() {
        return "of lot %d: %d credits taken, %d nano-dollars refunded, %d of them tax, %d withdrawn in %d steps, %d given, %d owed"
                .formatted(lot, taken, refunded, tax, withdrawn, funds, given, owed);
    }

    /** A claim's row: lot and state, nano-dollars wanted, credits taken, nano-dollars withdrawn and left uncovered. */
    record ClaimRow(long lot, int state, long net, long tax, long taken, long withdrawn, int funds, long rest) {
        /** Of what is lost nothing is in dispute any more. */
        boolean hasMoneyInDispute() {
            return state == DISPUTED || state == WON;
        }

        /** Whether the rest is what the customer owes. */
        boolean isOwed() {
            return state != GOODWILL;
        }
    }
}
