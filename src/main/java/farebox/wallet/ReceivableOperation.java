package farebox.wallet;

import static farebox.ledger.Account.BAD_DEBT;
import static farebox.ledger.Account.RECEIVABLE;
import static farebox.ledger.Account.STRIPE_BALANCE;

import farebox.ledger.Move;
import farebox.ledger.Posting.Event;
import farebox.ledger.PostingKind;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import java.util.List;
import java.util.Optional;

/**
 * Ends what a customer owes for a claim, or a part of it, once an id: it was paid, or it never will be. The outcome is
 * whether it is booked now; more than is owed is refused.
 */
record ReceivableOperation(CustomerNo customer, Optional<String> claim, String id, Usd amount, PostingKind kind)
        implements Operation<Boolean> {
    @Override
    public List<String> postingKeys() {
        return List.of(key());
    }

    private String key() {
        return "receivable:" + id;
    }

    @Override
    public Boolean decide(OpenWallet wallet, Moment moment) {
        var owing = wallet.claim(claim.orElseThrow());
        if (owing == null || wallet.posted(key()) != null) return false;
        if (amount.compareTo(Usd.ZERO) <= 0 || amount.compareTo(owing.owed()) > 0) return false;
        var from = kind == PostingKind.WRITE_OFF ? BAD_DEBT : STRIPE_BALANCE;
        var move = Move.ofLot(from, RECEIVABLE, amount, owing.lot);
        wallet.remember(key(), wallet.post(Event.of(kind, List.of(move)).from(owing.claim), moment.at()));
        owing.rest = owing.rest.minus(amount);
        owing.changed = true;
        return true;
    }
}
