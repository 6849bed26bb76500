package farebox.wallet;

import static farebox.ledger.Account.DEFERRED;
import static farebox.ledger.Account.DISPUTED;
import static farebox.ledger.Account.DISPUTE_CLAIM;
import static farebox.ledger.Account.RECEIVABLE;
import static farebox.ledger.Account.REVOKED;
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

/**
 * The bank has decided for the buyer: the credits put aside are revoked, and what they do not cover is owed. The outcome
 * is whether that is booked now; not before the withdrawal of the money is.
 *
 * @param taxRelief whether the state gives its tax back
 */
record DisputeLostOperation(CustomerNo customer, String id, boolean taxRelief) implements Operation<Boolean> {
    @Override
    public Optional<String> claim() {
        return Optional.of(Dispute.claim(id));
    }

    @Override
    public Boolean decide(OpenWallet wallet, Moment moment) {
        var claim = wallet.claim(claim().get());
        if (claim == null || claim.state != State.DISPUTED || claim.withdrawn.isZero()) return false;
        var lot = wallet.lotNumbered(claim.lot);
        wallet.post(Event.of(PostingKind.DISPUTE_LOST, moves(claim, lot)).from(claim.claim), moment.at());
        claim.state = State.LOST;
        claim.changed = true;
        wallet.settleUp(moment.at());
        return true;
    }

    private List<Move> moves(OpenClaim claim, OpenLot lot) {
        var moves = new ArrayList<Move>();
        var value = Usd.ZERO;
        if (claim.taken > 0) {
            moves.add(Move.ofLot(REVOKED, DISPUTED, Credits.of(claim.taken), lot.lot));
            lot.undispute(claim.taken);
            value = lot.revoke(claim.taken);
        }
        var tax = taxRelief ? Usd.least(claim.tax, claim.withdrawn) : Usd.ZERO;
        claim.rest = claim.withdrawn.minus(value).minus(tax);
        if (!value.isZero()) moves.add(Move.ofLot(DEFERRED, DISPUTE_CLAIM, value, lot.lot));
        if (!tax.isZero()) moves.add(Move.ofLot(TAX_PAYABLE, DISPUTE_CLAIM, tax, lot.lot));
        if (claim.rest.isNegative())
            moves.add(Move.ofLot(DISPUTE_CLAIM, RECEIVABLE, Usd.ZERO.minus(claim.rest), lot.lot));
        else if (!claim.rest.isZero()) moves.add(Move.ofLot(RECEIVABLE, DISPUTE_CLAIM, claim.rest, lot.lot));
        return moves;
    }
}
