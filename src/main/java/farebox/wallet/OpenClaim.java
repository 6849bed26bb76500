package farebox.wallet;

import static farebox.ledger.Account.AVAILABLE;
import static farebox.ledger.Account.DEFERRED;
import static farebox.ledger.Account.DISPUTED;
import static farebox.ledger.Account.RECEIVABLE;
import static farebox.ledger.Account.REFUNDS;
import static farebox.ledger.Account.REVOKED;

import farebox.ledger.Account;
import farebox.ledger.Move;
import farebox.ledger.PostingKind;
import farebox.money.Credits;
import farebox.money.Usd;
import farebox.wallet.Claim.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What a refund or a dispute takes back of a lot, under the wallet's lock. */
final class OpenClaim {
    /** More than the shares of one lot can differ by, and nothing that anybody pays. */
    private static final long ROUNDING_NANOS = 1_000;

    final String claim;
    final long lot;
    final Usd net;
    final Usd tax;
    State state;
    long taken;
    long waiting;
    /** Of a dispute's money, what Stripe has taken and not given back. */
    Usd withdrawn = Usd.ZERO;
    /** How many funds of a dispute are booked. */
    int funds;

    Usd rest = Usd.ZERO;
    boolean changed;

    OpenClaim(String claim, long lot, Usd net, Usd tax, State state) {
        this.claim = claim;
        this.lot = lot;
        this.net = net;
        this.tax = tax;
        this.state = state;
    }

    boolean isRefund() {
        return state == State.GOODWILL || state == State.CLAWBACK;
    }

    /** Which account has what no unspent credits cover. */
    Account restAccount() {
        return state == State.GOODWILL ? REFUNDS : RECEIVABLE;
    }

    /** Debits one account and credits the other, for its lot; the other way round below zero. */
    void transfer(Account debit, Account credit, Usd amount, List<Move> moves) {
        if (amount.isNegative()) moves.add(Move.ofLot(credit, debit, Usd.ZERO.minus(amount), lot));
        else if (!amount.isZero()) moves.add(Move.ofLot(debit, credit, amount, lot));
    }

    /** What is owed no more when so much of it never was: all, where nothing but rounded shares of its lot would be left. */
    Usd owedOf(Usd undone) {
        return Math.abs(rest.minus(undone).nanos()) < ROUNDING_NANOS ? rest : undone;
    }

    /** What the customer owes for it; below zero where more was paid than is owed in the end. */
    Usd owed() {
        return state == State.GOODWILL ? Usd.ZERO : rest;
    }

    Claim view(Instant recordedAt) {
        return new Claim(claim, lot, state, net, tax, Credits.of(taken), Credits.of(waiting), owed(), recordedAt);
    }

    PostingKind kind() {
        return switch (state) {
            case GOODWILL, CLAWBACK, FAILED -> PostingKind.REFUND;
            case DISPUTED, WON -> PostingKind.DISPUTE_OPENED;
            case LOST -> PostingKind.DISPUTE_LOST;
        };
    }

    /** Credits that came back into a lot belong to the claims that went without them; what is owed comes before what is given. */
    static void awaitReturned(OpenLot lot, Collection<OpenClaim> claims) {
        var live = claims.stream()
                .filter(claim -> claim.lot == lot.lot && claim.isLive())
                .sorted(Comparator.comparing(claim -> claim.state == State.GOODWILL))
                .toList();
        for (var claim : live) claim.forgo(lot);
        var has = live.stream().mapToLong(claim -> claim.taken + claim.waiting).sum();
        var missing = Math.min(lot.reclaimedCredits() - has, lot.unclaimed());
        for (var claim : live) if (missing > 0) missing -= claim.await(missing, lot);
    }

    /** Whether it still takes credits. */
    boolean isLive() {
        return state != State.FAILED && state != State.WON;
    }

    /** Waits for credits that came back into the lot, as far as something is given or owed in their place; for how many. */
    private long await(long most, OpenLot lot) {
        // Of a dispute nothing is owed yet.
        var lacking = state == State.DISPUTED ? lot.creditsUpTo(net) - taken : lot.creditsUpTo(rest);
        var more = Math.clamp(lacking - waiting, 0, most);
        waiting += more;
        lot.waiting += more;
        return more;
    }

    /** Waits no more for what was paid for since. */
    private void forgo(OpenLot lot) {
        if (state != State.CLAWBACK && state != State.LOST) return;
        var less = waiting - Math.min(waiting, lot.creditsUpTo(rest));
        waiting -= less;
        lot.waiting -= less;
        changed |= less > 0;
    }

    /** Takes what it waits for and holds have set free. What the holds have spent it will never get. */
    List<Move> collect(OpenLot lot, long free) {
        waiting = Math.min(waiting, lot.remaining - lot.waiting);
        var now = Math.min(waiting, free);
        waiting -= now;
        lot.waiting += waiting;
        changed = true;
        if (now == 0) return List.of();
        if (state == State.DISPUTED) return setAside(lot, now);
        var moves = new ArrayList<Move>();
        var value = revoke(lot, now, moves);
        if (!value.isZero()) moves.add(Move.ofLot(DEFERRED, restAccount(), value, lot.lot));
        rest = rest.minus(value);
        return moves;
    }

    List<Move> setAside(OpenLot lot, long credits) {
        lot.dispute(credits);
        taken += credits;
        return List.of(Move.ofLot(DISPUTED, AVAILABLE, Credits.of(credits), lot.lot));
    }

    /** The value of the credits that go now. */
    Usd revoke(OpenLot lot, long credits, List<Move> moves) {
        if (credits == 0) return Usd.ZERO;
        taken += credits;
        moves.add(Move.ofLot(REVOKED, AVAILABLE, Credits.of(credits), lot.lot));
        return lot.revoke(credits);
    }

    /** It ends without having taken anything in the end. */
    void end(State how, OpenLot lot) {
        state = how;
        lot.waiting -= waiting;
        lot.reclaimed = lot.reclaimed.minus(net);
        waiting = 0;
        taken = 0;
        changed = true;
    }
}
