package farebox.wallet;

import static farebox.ledger.Account.AVAILABLE;
import static farebox.ledger.Account.DEFERRED;
import static farebox.ledger.Account.HELD;
import static farebox.ledger.Account.REVENUE;
import static farebox.ledger.Account.SPENT;

import farebox.ledger.Move;
import farebox.ledger.Posting.Event;
import farebox.ledger.PostingKind;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.sql.RowStatement.Row;
import farebox.wallet.SettleOutcome.LotShare;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ends a hold with a charge: lots are chosen here, and revenue is what was paid for the very credits that burn. */
record SettleOperation(Settlement settlement) implements Operation<SettleOutcome> {
    @Override
    public CustomerNo customer() {
        return settlement.hold().customer();
    }

    @Override
    public Optional<Long> endedHold() {
        return Optional.of(settlement.hold().hold());
    }

    @Override
    public SettleOutcome decide(OpenWallet wallet, Moment moment) {
        var hold = wallet.hold(settlement.hold());
        if (hold == null) return new SettleOutcome.NoSuchHold();
        return switch (hold.state) {
            case OPEN -> hold.isExpired(moment.at()) ? new SettleOutcome.TooLate() : capture(wallet, hold, moment);
            case CAPTURED -> new SettleOutcome.AlreadyCaptured();
            case RELEASED, SWEPT, SWEPT_AND_COSTED -> {
                Costs.correct(wallet, hold, settlement.costs(), moment.at());
                yield new SettleOutcome.TooLate();
            }
        };
    }

    private SettleOutcome capture(OpenWallet wallet, OpenHold hold, Moment moment) {
        if (!hold.credits.covers(settlement.charged())) return new SettleOutcome.MoreThanHeld(hold.credits);
        var shares = wallet.burn(settlement.charged(), moment.at());
        var released = hold.credits.minus(settlement.charged());
        var event = Event.of(PostingKind.CAPTURE, moves(shares, released))
                .ofHold(hold.id.hold(), hold.purpose.card(), hold.purpose.task());
        wallet.post(event, moment.at());
        hold.end(OpenHold.State.CAPTURED, released);
        wallet.settleUp(moment.at());
        return new SettleOutcome.Captured(settlement.charged(), released, shares, wallet.available());
    }

    private List<Move> moves(List<LotShare> shares, Credits released) {
        var moves = new ArrayList<Move>();
        for (var share : shares) {
            moves.add(Move.ofLot(SPENT, HELD, share.credits(), share.lot()));
            if (!share.value().isZero()) moves.add(Move.ofLot(DEFERRED, REVENUE, share.value(), share.lot()));
        }
        if (!released.isNone()) moves.add(Move.of(AVAILABLE, HELD, released));
        moves.addAll(Costs.moves(settlement.costs()));
        return moves;
    }

    @Override
    public List<Row> attached(SettleOutcome outcome, Instant at) {
        return settlement.attachment().rows(outcome, at);
    }
}
