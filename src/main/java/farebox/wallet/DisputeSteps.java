package farebox.wallet;

import static farebox.ledger.Account.AVAILABLE;
import static farebox.ledger.Account.DEFERRED;
import static farebox.ledger.Account.DISPUTED;
import static farebox.ledger.Account.DISPUTE_CLAIM;
import static farebox.ledger.Account.FEES;
import static farebox.ledger.Account.RECEIVABLE;
import static farebox.ledger.Account.REFUNDS;
import static farebox.ledger.Account.REVOKED;
import static farebox.ledger.Account.STRIPE_BALANCE;
import static farebox.ledger.Account.TAX_PAYABLE;

import farebox.ledger.Account;
import farebox.ledger.Move;
import farebox.ledger.Posting.Event;
import farebox.ledger.PostingKind;
import farebox.money.Credits;
import farebox.money.Usd;
import farebox.wallet.Claim.State;
import farebox.wallet.Dispute.Funds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The steps of one dispute under its wallet's lock. What Stripe has taken of it stays in dispute until the bank decides. */
final class DisputeSteps {
    private final OpenWallet wallet;
    private final OpenClaim claim;
    private final OpenLot lot;
    private final boolean taxRelief;
    private final Instant at;

    DisputeSteps(OpenWallet wallet, OpenClaim claim, OpenLot lot, boolean taxRelief, Instant at) {
        this.wallet = wallet;
        this.claim = claim;
        this.lot = lot;
        this.taxRelief = taxRelief;
        this.at = at;
    }

    /** Unspent credits are put aside, those that open holds may need when these end. */
    void putAside() {
        wallet.lapse(at);
        var unspent = lot.reclaim(claim.net).unspent();
        var now = Math.min(unspent, wallet.available().amount());
        if (now > 0) post(PostingKind.DISPUTE_OPENED, claim.setAside(lot, now));
        claim.state = State.DISPUTED;
        wallet.open(claim, lot, unspent - now);
    }

    /** Stripe has moved money. What is lost already is owed, or is not, at once. */
    void move(Funds funds) {
        var moves = new ArrayList<Move>();
        claim.transfer(DISPUTE_CLAIM, STRIPE_BALANCE, funds.amount(), moves);
        if (claim.state == State.LOST) {
            claim.transfer(RECEIVABLE, DISPUTE_CLAIM, funds.amount(), moves);
            claim.rest = claim.rest.plus(funds.amount());
        }
        // Not the lot's: the fee of its payment is what a lot remembers.
        if (funds.fee().isNegative()) moves.add(Move.of(STRIPE_BALANCE, FEES, Usd.ZERO.minus(funds.fee())));
        else if (!funds.fee().isZero()) moves.add(Move.of(FEES, STRIPE_BALANCE, funds.fee()));
        wallet.remember(funds.key(), post(PostingKind.DISPUTE_FUNDS, moves));
        claim.withdrawn = claim.withdrawn.plus(funds.amount());
        claim.funds++;
        claim.changed = true;
    }

    /** The bank has decided for us, even if it had thought otherwise before: the credits come back. */
    void win() {
        if (claim.state == State.WON) return;
        var moves = new ArrayList<Move>();
        if (claim.state == State.LOST) unlose(moves);
        else if (claim.taken > 0) {
            lot.undispute(claim.taken);
            giveBack(DISPUTED, moves);
        }
        if (!moves.isEmpty()) post(PostingKind.DISPUTE_WON, moves);
        claim.end(State.WON, lot);
    }

    /** What was owed of it is owed no more; of that what was paid or written off stays, below zero. */
    private void unlose(List<Move> moves) {
        var value = Usd.ZERO;
        if (claim.taken > 0) {
            value = lot.restore(claim.taken);
            giveBack(REVOKED, moves);
        }
        var tax = tax();
        var rest = claim.withdrawn.minus(value).minus(tax);
        claim.transfer(DISPUTE_CLAIM, DEFERRED, value, moves);
        claim.transfer(DISPUTE_CLAIM, TAX_PAYABLE, tax, moves);
        var owed = claim.owedOf(rest);
        claim.transfer(DISPUTE_CLAIM, RECEIVABLE, owed, moves);
        claim.transfer(DISPUTE_CLAIM, REFUNDS, rest.minus(owed), moves);
        claim.rest = claim.rest.minus(owed);
    }

    /** They lapse, if they have to, once other claims have had theirs. */
    private void giveBack(Account from, List<Move> moves) {
        moves.add(Move.ofLot(AVAILABLE, from, Credits.of(claim.taken), lot.lot));
    }

    /** The bank has decided for the buyer, once the money is taken: the credits are revoked, and the rest is owed. */
    void lose() {
        if (claim.state == State.LOST || claim.withdrawn.compareTo(Usd.ZERO) <= 0) return;
        if (claim.state == State.WON) putAside();
        var moves = new ArrayList<Move>();
        var value = Usd.ZERO;
        if (claim.taken > 0) {
            moves.add(Move.ofLot(REVOKED, DISPUTED, Credits.of(claim.taken), lot.lot));
            lot.undispute(claim.taken);
            value = lot.revoke(claim.taken);
        }
        var tax = tax();
        var rest = claim.withdrawn.minus(value).minus(tax);
        claim.transfer(DEFERRED, DISPUTE_CLAIM, value, moves);
        claim.transfer(TAX_PAYABLE, DISPUTE_CLAIM, tax, moves);
        claim.transfer(RECEIVABLE, DISPUTE_CLAIM, rest, moves);
        post(PostingKind.DISPUTE_LOST, moves);
        claim.rest = claim.rest.plus(rest);
        claim.state = State.LOST;
        claim.changed = true;
    }

    private Usd tax() {
        return taxRelief ? Usd.least(claim.tax, claim.withdrawn) : Usd.ZERO;
    }

    private long post(PostingKind kind, List<Move> moves) {
        return wallet.post(Event.of(kind, moves).from(claim.claim), at);
    }
}
