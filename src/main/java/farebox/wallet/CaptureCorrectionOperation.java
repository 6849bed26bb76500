package farebox.wallet;

import static farebox.ledger.Account.AVAILABLE;
import static farebox.ledger.Account.DEFERRED;
import static farebox.ledger.Account.REVENUE;
import static farebox.ledger.Account.SPENT;

import farebox.ledger.Move;
import farebox.ledger.Posting.Event;
import farebox.ledger.PostingKind;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.sql.RowStatement.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Undoes the charge of a captured hold, once: its credits go back into their lots, and its revenue is owed again; what
 * the models cost stays. A refund or a dispute that went without these credits takes them now.
 */
record CaptureCorrectionOperation(HoldId hold, Attachment<CorrectionOutcome> attachment)
        implements Operation<CorrectionOutcome> {
    @Override
    public CustomerNo customer() {
        return hold.customer();
    }

    @Override
    public List<String> postingKeys() {
        return List.of(key());
    }

    private String key() {
        return "correction:" + hold.hold();
    }

    @Override
    public Optional<Long> correctedHold() {
        return Optional.of(hold.hold());
    }

    @Override
    public CorrectionOutcome decide(OpenWallet wallet, Moment moment) {
        if (wallet.posted(key()) != null) return new CorrectionOutcome.AlreadyCorrected();
        var capture = wallet.capture(hold.hold());
        if (capture == null) return new CorrectionOutcome.NothingCaptured();
        var before = wallet.available().amount();
        var moves = new ArrayList<Move>();
        var back = 0L;
        var revenue = Usd.ZERO;
        for (var spent : capture.moves()) {
            if (spent.debit() != SPENT) continue;
            back += spent.amount();
            var value = wallet.lotNumbered(spent.lot()).unspend(spent.amount());
            revenue = revenue.plus(value);
            moves.add(Move.ofLot(AVAILABLE, SPENT, Credits.of(spent.amount()), spent.lot()));
            if (!value.isZero()) moves.add(Move.ofLot(REVENUE, DEFERRED, value, spent.lot()));
        }
        if (moves.isEmpty()) return new CorrectionOutcome.NothingCaptured();
        var event = Event.of(PostingKind.CAPTURE_CORRECTED, moves)
                .ofHold(hold.hold(), capture.card(), capture.task())
                .reversing(capture.seq());
        wallet.remember(key(), wallet.post(event, moment.at()));
        wallet.settleUp(moment.at());
        var free = Math.max(0, wallet.available().amount() - before);
        return new CorrectionOutcome.Corrected(Credits.of(back), Credits.of(free), revenue);
    }

    @Override
    public List<Row> attached(CorrectionOutcome outcome, Instant at) {
        return attachment.rows(outcome, at);
    }
}
