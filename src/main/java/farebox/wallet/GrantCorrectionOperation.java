package farebox.wallet;

import static farebox.ledger.Account.AVAILABLE;
import static farebox.ledger.Account.REVOKED;

import farebox.ledger.Move;
import farebox.ledger.Posting.Event;
import farebox.ledger.PostingKind;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.sql.RowStatement.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes back what is left of a grant that was a mistake; the outcome is how many credits that is. */
record GrantCorrectionOperation(CustomerNo customer, String grant, Attachment<Credits> attachment)
        implements Operation<Credits> {
    @Override
    public Optional<String> lotSource() {
        return Optional.of(new Credit.Source(Credit.Source.Kind.GRANT, grant).text());
    }

    @Override
    public Credits decide(OpenWallet wallet, Moment moment) {
        wallet.lapse(moment.at());
        var lot = wallet.lotFrom(lotSource().get());
        if (lot == null) return Credits.NONE;
        var taken = Math.min(lot.unclaimed(), wallet.available().amount());
        if (taken == 0) return Credits.NONE;
        lot.revoke(taken);
        var move = Move.ofLot(REVOKED, AVAILABLE, Credits.of(taken), lot.lot);
        wallet.post(
                Event.of(PostingKind.GRANT_CORRECTED, List.of(move))
                        .from(lotSource().get())
                        .reversing(lot.lot),
                moment.at());
        return Credits.of(taken);
    }

    @Override
    public List<Row> attached(Credits taken, Instant at) {
        return attachment.rows(taken, at);
    }
}
