package farebox.wallet;

import static farebox.ledger.Account.AVAILABLE;
import static farebox.ledger.Account.DEFERRED;
import static farebox.ledger.Account.RECEIVABLE;
import static farebox.ledger.Account.REFUNDS;
import static farebox.ledger.Account.REVOKED;
import static farebox.ledger.Account.STRIPE_BALANCE;
import static farebox.ledger.Account.TAX_PAYABLE;

import farebox.ledger.Move;
import farebox.ledger.Posting.Event;
import farebox.ledger.PostingKind;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.wallet.Claim.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The money of a refund came back: so do the credits, as far as their lot has not lapsed. The outcome is whether they did now. */
record RefundFailedOperation(CustomerNo customer, String id) implements Operation<Boolean> {
    @Override
    public Optional<String> claim() {
        return Optional.of(Refund.claim(id));
    }

    @Override
    public Boolean decide(OpenWallet wallet, Moment moment) {
        var claim = wallet.claim(claim().get());
        if (claim == null || !claim.isRefund()) return false;
        var lot = wallet.lotNumbered(claim.lot);
        var moves = new ArrayList<Move>();
        var value = giveBack(claim, lot, moves);
        claim.transfer(STRIPE_BALANCE, TAX_PAYABLE, claim.tax, moves);
        var rest = claim.net.minus(value);
        var owed = claim.state == State.CLAWBACK ? claim.owedOf(rest) : Usd.ZERO;
        claim.transfer(STRIPE_BALANCE, RECEIVABLE, owed, moves);
        claim.transfer(STRIPE_BALANCE, REFUNDS, rest.minus(owed), moves);
        wallet.post(Event.of(PostingKind.REFUND_FAILED, moves).from(claim.claim), moment.at());
        // What was paid or written off of a debt that never was stays: below zero.
        claim.rest = claim.state == State.CLAWBACK ? claim.rest.minus(owed) : Usd.ZERO;
        claim.end(State.FAILED, lot);
        wallet.settleUp(moment.at());
        return true;
    }

    /** They lapse, if they have to, once other claims have had theirs. */
    private static Usd giveBack(OpenClaim claim, OpenLot lot, List<Move> moves) {
        if (claim.taken == 0) return Usd.ZERO;
        moves.add(Move.ofLot(AVAILABLE, REVOKED, Credits.of(claim.taken), lot.lot));
        var value = lot.restore(claim.taken);
        claim.transfer(STRIPE_BALANCE, DEFERRED, value, moves);
        return value;
    }
}
