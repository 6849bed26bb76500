package farebox.wallet;

import static farebox.ledger.Account.DEFERRED;
import static farebox.ledger.Account.STRIPE_BALANCE;
import static farebox.ledger.Account.TAX_PAYABLE;

import farebox.ledger.Move;
import farebox.ledger.Posting.Event;
import farebox.ledger.PostingKind;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.sql.RowStatement.Row;
import farebox.wallet.Claim.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Books a refund, once: unspent credits go first, and the rest of the money is a gift or is owed. */
record RefundOperation(Refund refund) implements Operation<RefundOutcome> {
    @Override
    public CustomerNo customer() {
        return refund.customer();
    }

    @Override
    public Optional<String> lotSource() {
        return Optional.of(refund.source().text());
    }

    @Override
    public Optional<String> claim() {
        return Optional.of(Refund.claim(refund.id()));
    }

    @Override
    public RefundOutcome decide(OpenWallet wallet, Moment moment) {
        if (wallet.claim(claim().get()) != null) return new RefundOutcome.AlreadyRefunded();
        var lot = wallet.lotFrom(refund.source().text());
        if (lot == null) return new RefundOutcome.NothingCredited();
        wallet.lapse(moment.at());
        var going = lot.reclaim(refund.net());
        var now = Math.min(going.unspent(), wallet.available().amount());
        var covered = now == going.wanted();
        var state = covered || refund.spent() == Refund.Spent.GOODWILL ? State.GOODWILL : State.CLAWBACK;
        var claim = new OpenClaim(claim().get(), lot.lot, refund.net(), refund.tax(), state);
        wallet.post(Event.of(PostingKind.REFUND, moves(claim, lot, now)).from(claim.claim), moment.at());
        wallet.open(claim, lot, going.unspent() - now);
        wallet.settleUp(moment.at());
        return new RefundOutcome.Refunded(Credits.of(claim.taken), Credits.of(claim.waiting), wallet.available());
    }

    private List<Move> moves(OpenClaim claim, OpenLot lot, long credits) {
        var moves = new ArrayList<Move>();
        var value = claim.revoke(lot, credits, moves);
        claim.rest = refund.net().minus(value);
        claim.transfer(DEFERRED, STRIPE_BALANCE, value, moves);
        claim.transfer(TAX_PAYABLE, STRIPE_BALANCE, refund.tax(), moves);
        // Below zero: the parts that went back before were worth a fraction of a credit less than their money.
        claim.transfer(claim.restAccount(), STRIPE_BALANCE, claim.rest, moves);
        return moves;
    }

    @Override
    public List<Row> attached(RefundOutcome outcome, Instant at) {
        return refund.attachment().rows(outcome, at);
    }
}
