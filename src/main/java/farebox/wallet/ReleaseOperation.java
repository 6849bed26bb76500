package farebox.wallet;

import static farebox.ledger.Account.AVAILABLE;
import static farebox.ledger.Account.HELD;

import farebox.ledger.Move;
import farebox.ledger.Posting.Event;
import farebox.ledger.PostingKind;
import farebox.money.CustomerNo;
import farebox.sql.RowStatement.Row;
import farebox.wallet.Release.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ends a hold without a charge. */
record ReleaseOperation(Release release) implements Operation<ReleaseOutcome> {
    @Override
    public CustomerNo customer() {
        return release.hold().customer();
    }

    @Override
    public Optional<Long> endedHold() {
        return Optional.of(release.hold().hold());
    }

    @Override
    public ReleaseOutcome decide(OpenWallet wallet, Moment moment) {
        var hold = wallet.hold(release.hold());
        if (hold == null) return new ReleaseOutcome.NoSuchHold();
        if (hold.isOpen()) return end(wallet, hold, moment);
        if (release.cause() == Cause.ABANDONED) Costs.correct(wallet, hold, release.costs(), moment.at());
        return new ReleaseOutcome.AlreadyEnded(hold.state == OpenHold.State.CAPTURED);
    }

    private ReleaseOutcome end(OpenWallet wallet, OpenHold hold, Moment moment) {
        var swept = release.cause() == Cause.SWEPT;
        var moves = new ArrayList<Move>();
        moves.add(Move.of(AVAILABLE, HELD, hold.credits));
        moves.addAll(Costs.moves(release.costs()));
        var event = Event.of(swept ? PostingKind.SWEEP : PostingKind.RELEASE, moves)
                .ofHold(hold.id.hold(), hold.purpose.card(), hold.purpose.task());
        wallet.post(event, moment.at());
        hold.end(swept ? OpenHold.State.SWEPT : OpenHold.State.RELEASED, hold.credits);
        if (swept) hold.booked(release.costs());
        wallet.settleUp(moment.at());
        return new ReleaseOutcome.Released(hold.credits, wallet.available());
    }

    @Override
    public List<Row> attached(ReleaseOutcome outcome, Instant at) {
        return release.attachment().rows(outcome, at);
    }
}
