package farebox.wallet;

import static farebox.ledger.Account.AVAILABLE;
import static farebox.ledger.Account.BREAKAGE;
import static farebox.ledger.Account.DEFERRED;
import static farebox.ledger.Account.DISPUTED;
import static farebox.ledger.Account.DISPUTE_CLAIM;
import static farebox.ledger.Account.EXPIRED;
import static farebox.ledger.Account.FEES;
import static farebox.ledger.Account.STRIPE_BALANCE;

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

/** The bank has decided for us: credits and money come back. The outcome is whether that is booked now. */
record DisputeWonOperation(CustomerNo customer, String id, Usd feeReturned) implements Operation<Boolean> {
    @Override
    public Optional<String> claim() {
        return Optional.of(Dispute.claim(id));
    }

    @Override
    public Boolean decide(OpenWallet wallet, Moment moment) {
        var claim = wallet.claim(claim().get());
        if (claim == null || claim.state != State.DISPUTED) return false;
        var lot = wallet.lotNumbered(claim.lot);
        var moves = new ArrayList<Move>();
        if (claim.taken > 0) giveBack(lot, claim.taken, lot.lapsed(moment.at()), moves);
        if (!claim.withdrawn.isZero()) moves.add(Move.ofLot(STRIPE_BALANCE, DISPUTE_CLAIM, claim.withdrawn, lot.lot));
        if (!feeReturned.isZero()) moves.add(Move.of(STRIPE_BALANCE, FEES, feeReturned));
        if (!moves.isEmpty())
            wallet.post(Event.of(PostingKind.DISPUTE_WON, moves).from(claim.claim), moment.at());
        claim.end(State.WON, lot);
        wallet.settleUp(moment.at());
        return true;
    }

    private static void giveBack(OpenLot lot, long credits, boolean lapsed, List<Move> moves) {
        lot.undispute(credits);
        moves.add(Move.ofLot(lapsed ? EXPIRED : AVAILABLE, DISPUTED, Credits.of(credits), lot.lot));
        if (!lapsed) return;
        var value = lot.expire(credits).value();
        if (!value.isZero()) moves.add(Move.ofLot(DEFERRED, BREAKAGE, value, lot.lot));
    }
}
