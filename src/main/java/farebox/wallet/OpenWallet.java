package farebox.wallet;

import static farebox.ledger.Account.AVAILABLE;
import static farebox.ledger.Account.BREAKAGE;
import static farebox.ledger.Account.DEFERRED;
import static farebox.ledger.Account.EXPIRED;

import farebox.ledger.Account;
import farebox.ledger.Move;
import farebox.ledger.Posting;
import farebox.ledger.Posting.Event;
import farebox.ledger.PostingKind;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.sql.RowStatement.Row;
import farebox.wallet.SettleOutcome.LotShare;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A wallet while a lane holds its lock: the totals, the lots with something in them, and the holds and keys that the
 * batch asks about. The totals change only by the moves of postings, so that wallet and journal cannot disagree.
 */
final class OpenWallet {
    final CustomerNo customer;
    final List<OpenLot> lots = new ArrayList<>();
    final List<OpenHold> newHolds = new ArrayList<>();
    final List<Posting> postings = new ArrayList<>();
    final List<Row> rows = new ArrayList<>();
    /** Swept holds of which it is now known that nothing was called for them. */
    final List<HoldId> uncalled = new ArrayList<>();

    final Map<String, Long> newKeys = new HashMap<>();
    private final Map<Account, Long> totals = new EnumMap<>(Account.class);
    private final Map<Long, OpenHold> holds = new HashMap<>();
    private final Map<UUID, OpenHold> holdsByKey = new HashMap<>();
    private final Map<String, Long> keys = new HashMap<>();
    private final Map<String, OpenClaim> claims = new TreeMap<>();
    private final Map<Long, Captured> captures = new HashMap<>();
    private long seq;
    private byte[] head;
    private String frozenReason;
    private final WalletChange.State before;
    private boolean lacked;
    private boolean changed;

    OpenWallet(CustomerNo customer, Map<Account, Long> totals, long seq, byte[] head, String frozenReason) {
        this.customer = customer;
        this.totals.putAll(totals);
        this.seq = seq;
        this.head = head;
        this.frozenReason = frozenReason;
        this.before = state();
    }

    static OpenWallet empty(CustomerNo customer) {
        return new OpenWallet(customer, Map.of(), 0, new byte[32], null);
    }

    long total(Account account) {
        return totals.getOrDefault(account, 0L);
    }

    Credits available() {
        return Credits.of(total(AVAILABLE));
    }

    long seq() {
        return seq;
    }

    byte[] head() {
        return head;
    }

    String frozenReason() {
        return frozenReason;
    }

    void freeze(String reason) {
        frozenReason = reason;
        changed = true;
    }

    /** A hold was refused for want of credits. */
    void lack() {
        lacked = true;
    }

    WalletChange change(Instant at) {
        return new WalletChange(customer, before, state(), lacked, List.copyOf(uncalled), at);
    }

    private WalletChange.State state() {
        return new WalletChange.State(
                Credits.of(-total(Account.ISSUED)),
                available(),
                Credits.of(total(Account.HELD)),
                Optional.ofNullable(frozenReason));
    }

    /** Whether there is anything to write: a hold or a claim may end, and a lot change, without a posting. */
    boolean changed() {
        return changed
                || holds.values().stream().anyMatch(hold -> hold.changed)
                || claims.values().stream().anyMatch(claim -> claim.changed)
                || lots.stream().anyMatch(lot -> lot.changed);
    }

    /** Writes an event: numbers it, moves its credits between the totals, and chains it to the one before. */
    long post(Event event, Instant now) {
        return post(event, Posting.Times.now(now));
    }

    /** The same for an event that happened before. */
    long post(Event event, Posting.Times times) {
        for (var move : event.moves()) apply(move);
        seq++;
        var after = new Posting.After(total(AVAILABLE), total(Account.HELD));
        var posting = Posting.chain(customer, seq, event, times, after, head);
        head = posting.hash();
        postings.add(posting);
        changed = true;
        return seq;
    }

    private void apply(Move move) {
        totals.merge(move.debit(), move.amount(), Math::addExact);
        totals.merge(move.credit(), -move.amount(), Math::addExact);
    }

    void know(OpenHold hold) {
        holds.put(hold.id.hold(), hold);
        if (hold.keepsKey()) holdsByKey.put(hold.key.key(), hold);
    }

    /** The hold of that name, or null. */
    OpenHold hold(HoldId id) {
        var hold = holds.get(id.hold());
        return hold != null && hold.openedAt().equals(id.openedAt()) ? hold : null;
    }

    /** The hold that a key answers for, or null. */
    OpenHold holdUnder(UUID key) {
        var hold = holdsByKey.get(key);
        return hold != null && hold.keepsKey() ? hold : null;
    }

    void open(OpenHold hold) {
        know(hold);
        newHolds.add(hold);
    }

    Collection<OpenHold> holds() {
        return holds.values();
    }

    OpenHold holdNumbered(long hold) {
        return holds.get(hold);
    }

    void know(String key, long seq) {
        keys.put(key, seq);
    }

    /** The seq that was posted under this key, or null. */
    Long posted(String key) {
        return keys.get(key);
    }

    void remember(String key, long seq) {
        keys.put(key, seq);
        newKeys.put(key, seq);
    }

    void add(OpenLot lot) {
        lots.add(lot);
    }

    /** The lot that a source has brought, or null. */
    OpenLot lotFrom(String source) {
        var lot = posted(source);
        return lot == null ? null : lotNumbered(lot);
    }

    OpenLot lotNumbered(long number) {
        return lots.stream().filter(lot -> lot.lot == number).findFirst().orElseThrow();
    }

    void know(OpenClaim claim) {
        claims.put(claim.claim, claim);
    }

    /** The claim of that name, or null. */
    OpenClaim claim(String name) {
        return claims.get(name);
    }

    Collection<OpenClaim> claims() {
        return claims.values();
    }

    void open(OpenClaim claim, OpenLot lot, long waiting) {
        claim.changed = true;
        claim.waiting = waiting;
        lot.waiting += waiting;
        know(claim);
        changed = true;
    }

    /** What a capture took: its posting and the lots' shares. */
    record Captured(long seq, List<Move> moves, Integer card, Integer task) {}

    void know(long hold, Captured capture) {
        captures.put(hold, capture);
    }

    /** The capture that ended a hold, or null. */
    Captured capture(long hold) {
        return postings.stream()
                .filter(posting -> posting.event().kind() == PostingKind.CAPTURE
                        && posting.event().hold() == hold)
                .map(posting -> new Captured(
                        posting.seq(),
                        posting.event().moves(),
                        posting.event().card(),
                        posting.event().task()))
                .findFirst()
                .orElse(captures.get(hold));
    }

    /** After holds ended or credits came back: what claims wait for goes to them, and what is lapsed lapses. */
    void settleUp(Instant now) {
        if (!claims.isEmpty()) lots.forEach(lot -> OpenClaim.awaitReturned(lot, claims.values()));
        var waiting =
                claims.values().stream().filter(claim -> claim.waiting > 0).toList();
        for (var claim : waiting) lotNumbered(claim.lot).waiting = 0;
        for (var claim : waiting) {
            var moves = claim.collect(lotNumbered(claim.lot), total(AVAILABLE));
            if (!moves.isEmpty()) post(Event.of(claim.kind(), moves).from(claim.claim), now);
        }
        lapse(now);
    }

    /** Spends from the lots in burn order; all of it must be there, since the wallet's totals are the lots'. */
    List<LotShare> burn(Credits charged, Instant now) {
        var shares = new ArrayList<LotShare>();
        var left = charged.amount();
        lots.sort(OpenLot.burnOrder(now));
        for (var lot : lots) {
            if (left == 0) break;
            if (lot.remaining == 0) continue;
            var share = lot.spend(left);
            left -= share.credits().amount();
            shares.add(share);
        }
        if (left > 0) throw new IllegalStateException("the lots of wallet " + customer + " lack " + left + " credits");
        return shares;
    }

    /** Lets what is lapsed go, except for what open holds may still need of it. */
    void lapse(Instant now) {
        var lapsed = lots.stream()
                .filter(lot -> lot.lapsed(now) && lot.remaining > 0)
                .toList();
        if (lapsed.isEmpty()) return;
        var going = Math.max(0, lapsed.stream().mapToLong(lot -> lot.remaining).sum() - total(Account.HELD));
        if (going == 0) return;
        var moves = new ArrayList<Move>();
        // What burns first is what the holds keep, so the lots that burn last go first.
        for (var lot : lapsed.stream().sorted(OpenLot.burnOrder(now).reversed()).toList()) {
            if (going == 0) break;
            var share = lot.expire(going);
            going -= share.credits().amount();
            moves.add(Move.ofLot(EXPIRED, AVAILABLE, share.credits(), share.lot()));
            if (!share.value().isZero()) moves.add(Move.ofLot(DEFERRED, BREAKAGE, share.value(), share.lot()));
        }
        post(Event.of(PostingKind.EXPIRY, moves), now);
    }
}
