package farebox.wallet;

import static farebox.ledger.Account.DISPUTE_CLAIM;
import static farebox.ledger.Account.FEES;
import static farebox.ledger.Account.STRIPE_BALANCE;

import farebox.ledger.Move;
import farebox.ledger.Posting.Event;
import farebox.ledger.PostingKind;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import java.util.ArrayList;
import java.util.Optional;

/** Stripe has taken the disputed money, and a fee, out of our balance. The outcome is whether that is booked now. */
record DisputeFundsOperation(CustomerNo customer, String id, Usd amount, Usd fee) implements Operation<Boolean> {
    DisputeFundsOperation {
        if (amount.compareTo(Usd.ZERO) <= 0 || fee.isNegative())
            throw new IllegalArgumentException("a dispute withdraws something: " + amount + ", fee " + fee);
    }

    @Override
    public Optional<String> claim() {
        return Optional.of(Dispute.claim(id));
    }

    @Override
    public Boolean decide(OpenWallet wallet, Moment moment) {
        var claim = wallet.claim(claim().get());
        if (claim == null || claim.state != Claim.State.DISPUTED || !claim.withdrawn.isZero()) return false;
        var moves = new ArrayList<Move>();
        moves.add(Move.ofLot(DISPUTE_CLAIM, STRIPE_BALANCE, amount, claim.lot));
        // Not the lot's: the fee of its payment is what a lot remembers.
        if (!fee.isZero()) moves.add(Move.of(FEES, STRIPE_BALANCE, fee));
        wallet.post(Event.of(PostingKind.DISPUTE_OPENED, moves).from(claim.claim), moment.at());
        claim.withdrawn = amount;
        claim.changed = true;
        return true;
    }
}
