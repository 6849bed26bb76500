package farebox.gateway;

import farebox.gateway.Invocation.Bill;
import farebox.gateway.Invocation.State;
import farebox.gateway.Invocation.What;
import farebox.gateway.Invocation.Who;
import farebox.gateway.Reply.Answered;
import farebox.money.Credits;
import farebox.sql.RowStatement.Row;
import farebox.wallet.Attachment;
import farebox.wallet.HoldId;
import farebox.wallet.SettleOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is kept of an answer: written with its capture, or as late when the hold had been swept. */
record Settled(Work work, HoldId hold, Answered answered, List<Attempt> attempts) implements Attachment<SettleOutcome> {
    @Override
    public List<Row> rows(SettleOutcome outcome, Instant at) {
        return switch (outcome) {
            case SettleOutcome.Captured captured -> {
                var rows = new ArrayList<>(InvocationSql.ended(hold, attempts));
                rows.add(InvocationSql.invocation(invocation(captured, at), numbers()));
                if (work.caller().allowed().keepsAnswers()) rows.add(InvocationSql.answer(hold, answered.content()));
                yield rows;
            }
            case SettleOutcome.TooLate() -> {
                var rows = new ArrayList<>(InvocationSql.ended(hold, attempts));
                var bill = InvocationSql.bill(List.of(), Credits.NONE, attempts);
                rows.add(InvocationSql.invocation(invocation(State.LATE, bill, at), numbers()));
                yield rows;
            }
            case SettleOutcome.AlreadyCaptured written -> List.of();
            case SettleOutcome.MoreThanHeld refused -> List.of();
            case SettleOutcome.NoSuchHold refused -> List.of();
        };
    }

    private InvocationSql.Numbers numbers() {
        return new InvocationSql.Numbers(
                work.task(), attempts.getLast().model().model().no());
    }

    /** The receipt of a capture. */
    Invocation invocation(SettleOutcome.Captured captured, Instant at) {
        return invocation(State.SERVED, InvocationSql.bill(captured.lots(), captured.available(), attempts), at);
    }

    private Invocation invocation(State state, Bill bill, Instant at) {
        var last = attempts.getLast();
        var what = new What(
                work.quote().line().task().slug(),
                work.quote().card(),
                state,
                Optional.of(last.model().model().name()),
                Optional.of(answered.stopReason()),
                Optional.empty(),
                last.usage(),
                work.countedUnits());
        return new Invocation(hold, Who.of(work), what, bill, at, work.metadata());
    }
}
