package farebox.ledger;

import farebox.ledger.ClaimProof.ClaimRow;
import farebox.ledger.LotProof.LotRow;
import farebox.money.CustomerNo;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** One wallet, reckoned again from its postings in their order, and then held against the rows that the lanes keep. */
final class WalletProof {
    private final WalletRow row;
    private final Consumer<String> faults;
    private final Map<Account, Long> totals = new EnumMap<>(Account.class);
    private final Map<Long, LotProof> lots = new HashMap<>();
    private final Map<Long, Long> openHolds = new HashMap<>();
    private final Map<String, ClaimProof> claims = new HashMap<>();
    private long seq;
    private byte[] head;

    WalletProof(WalletRow row, Consumer<String> faults) {
        this.row = row;
        this.faults = faults;
        seq = row.sealed().seq();
        head = row.sealed().head();
        row.sealed().moves().forEach((kind, moves) -> moves.forEach(move -> apply(kind, move)));
        openHolds.putAll(row.sealed().openHolds());
    }

    /**
     * The rows of one wallet as one snapshot shows them.
     *
     * @param claims those of which nothing is sealed
     * @param anchored where the newest anchor found it, or null
     */
    record WalletRow(
            long customer,
            Map<Account, Long> totals,
            long seq,
            byte[] head,
            long newestPosting,
            long newestMove,
            Map<Long, LotRow> lots,
            Map<Long, Long> openHolds,
            Map<String, ClaimRow> claims,
            Sealed sealed,
            Head anchored) {}

    void add(Posting posting) {
        if (posting.seq() != seq + 1) fault("posting " + (seq + 1) + " is missing before " + posting.seq());
        seq = posting.seq();
        if (!Arrays.equals(Chain.hash(posting, head), posting.hash()))
            fault("posting " + seq + " does not match its hash: it, or the one before it, was altered");
        head = posting.hash();
        compareWithAnchor();
        if (posting.event().kind().isOfHouse() && row.customer() != CustomerNo.HOUSE.value())
            fault("posting " + seq + " is one that only the house may have");
        for (var move : posting.event().moves()) apply(posting.event().kind(), move);
        follow(posting);
        var after = posting.after();
        if (after.available() != total(Account.AVAILABLE) || after.held() != total(Account.HELD))
            fault("posting " + seq + " says available " + after.available() + ", held " + after.held()
                    + "; its postings add up to " + total(Account.AVAILABLE) + ", " + total(Account.HELD));
        if (total(Account.AVAILABLE) < 0) fault("available is below zero after posting " + seq);
    }

    private void compareWithAnchor() {
        var anchored = row.anchored();
        if (anchored != null && anchored.seq() == seq && !Arrays.equals(anchored.hash(), head))
            fault("posting " + seq + " is not the one that was anchored as " + anchored);
    }

    private void apply(PostingKind kind, Move move) {
        totals.merge(move.debit(), move.amount(), Long::sum);
        totals.merge(move.credit(), -move.amount(), Long::sum);
        if (move.lot() != null)
            lots.computeIfAbsent(move.lot(), lot -> new LotProof()).add(kind, move);
    }

    private void follow(Posting posting) {
        var hold = posting.event().hold();
        switch (posting.event().kind()) {
            case HOLD ->
                openHolds.put(
                        hold,
                        posting.event().moves().stream().mapToLong(Move::amount).sum());
            case CAPTURE, RELEASE, SWEEP -> {
                var held = openHolds.remove(hold);
                var given = posting.event().moves().stream()
                        .filter(move -> move.credit() == Account.HELD)
                        .mapToLong(Move::amount)
                        .sum();
                if (held == null) fault("posting " + seq + " ends hold " + hold + ", which was not open");
                else if (held != given) fault("posting " + seq + " ends a hold of " + held + " with " + given);
            }
            case REFUND,
                    REFUND_FAILED,
                    DISPUTE_OPENED,
                    DISPUTE_FUNDS,
                    DISPUTE_WON,
                    DISPUTE_LOST,
                    RECEIVABLE_PAID,
                    WRITE_OFF -> claim(posting.event().source()).add(posting.event());
            default -> {}
        }
    }

    private ClaimProof claim(String name) {
        return claims.computeIfAbsent(name, claim -> new ClaimProof());
    }

    private long total(Account account) {
        return totals.getOrDefault(account, 0L);
    }

    /** Compares with the rows, once all postings up to the wallet's own number are added. */
    void close() {
        if (row.anchored() != null && row.anchored().seq() > seq)
            fault("it ends at posting " + seq + ", but was anchored at " + row.anchored());
        if (row.seq() != seq) fault("the wallet is at posting " + row.seq() + ", the journal at " + seq);
        if (row.newestPosting() != row.seq())
            fault("the journal goes on to posting " + row.newestPosting() + ", the wallet to " + row.seq());
        if (row.newestMove() > row.newestPosting())
            fault("moves go on to posting " + row.newestMove() + ", which is not there");
        if (!Arrays.equals(row.head(), head)) fault("the wallet's hash is not that of its newest posting");
        row.totals().forEach((account, amount) -> {
            if (amount != total(account))
                fault("the wallet's " + name(account) + " is " + amount + ", its postings add up to " + total(account));
        });
        if (!row.openHolds().equals(openHolds))
            fault("the open holds are " + row.openHolds() + " (hold=credits), by the postings " + openHolds);
        closeLots();
        row.claims().forEach((name, kept) -> {
            if (!claim(name).agrees(kept))
                fault("claim " + name + " is kept as " + kept + ", its postings say " + claim(name));
        });
        compareSums();
        // Claims of sealed months are not among the rows.
        if (row.sealed().seq() == 0) compareClaims();
    }

    /** The claims together, against the accounts that have what is in dispute and what is owed. */
    private void compareClaims() {
        long disputed = 0;
        long owed = 0;
        for (var claim : row.claims().values()) {
            if (claim.hasMoneyInDispute()) disputed += claim.withdrawn();
            if (claim.isOwed()) owed += claim.rest();
        }
        if (disputed != total(Account.DISPUTE_CLAIM))
            fault("its claims have " + disputed + " nano-dollars in dispute, its postings "
                    + total(Account.DISPUTE_CLAIM));
        if (owed != total(Account.RECEIVABLE))
            fault("by its claims " + owed + " nano-dollars are owed, by its postings " + total(Account.RECEIVABLE));
    }

    /** The lots together, against the accounts of which they are the parts. */
    private void compareSums() {
        long remaining = 0;
        long disputed = 0;
        long owed = 0;
        for (var lot : row.lots().values()) {
            remaining += lot.remaining();
            disputed += lot.disputed();
            owed += lot.paid() - lot.valueOut();
        }
        if (remaining != total(Account.AVAILABLE) + total(Account.HELD))
            fault("its lots have " + remaining + " credits left, its postings "
                    + (total(Account.AVAILABLE) + total(Account.HELD)));
        if (disputed != total(Account.DISPUTED))
            fault("its lots have " + disputed + " credits in dispute, its postings " + total(Account.DISPUTED));
        if (owed != -total(Account.DEFERRED))
            fault("its lots owe " + owed + " nano-dollars, its postings say " + -total(Account.DEFERRED));
    }

    /** What the wallet adds to the books of the house. */
    Map<Account, Long> balances() {
        return totals;
    }

    private void closeLots() {
        lots.forEach((number, proof) -> {
            var kept = row.lots().get(number);
            if (!Objects.equals(kept, proof.row()))
                fault("lot " + number + " is kept as " + kept + ", its postings add up to " + proof.row());
            if (!proof.sharesAreExact()) fault("lot " + number + " has not given the exact share of what was paid");
        });
        for (var number : row.lots().keySet())
            if (!lots.containsKey(number)) fault("lot " + number + " was never posted");
    }

    static String name(Account account) {
        return account.name().toLowerCase(Locale.ROOT);
    }

    void fault(String what) {
        faults.accept("wallet " + row.customer() + ": " + what);
    }
}
