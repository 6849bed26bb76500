package farebox.gateway;

import farebox.cost.Usage;
import farebox.gateway.Invocation.State;
import farebox.gateway.Invocation.What;
import farebox.gateway.Invocation.Who;
import farebox.gateway.Reply.Failure;
import farebox.money.Credits;
import farebox.sql.RowStatement.Row;
import farebox.wallet.Attachment;
import farebox.wallet.HoldId;
import farebox.wallet.ReleaseOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is kept of an invocation that no model answered. */
record Abandoned(Work work, HoldId hold, Failure failure, List<Attempt> attempts)
        implements Attachment<ReleaseOutcome> {
    @Override
    public List<Row> rows(ReleaseOutcome outcome, Instant at) {
        return switch (outcome) {
            case ReleaseOutcome.Released(var credits, var available) -> written(available, at);
            // Swept meanwhile: what the attempts really cost replaces the estimates.
            case ReleaseOutcome.AlreadyEnded(var captured) -> captured ? List.of() : written(Credits.NONE, at);
            case ReleaseOutcome.NoSuchHold() -> List.of();
        };
    }

    private List<Row> written(Credits available, Instant at) {
        var what = new What(
                work.quote().line().task().slug(),
                work.quote().card(),
                State.FAILED,
                Optional.empty(),
                Optional.empty(),
                Optional.of(failure.code()),
                Usage.NONE,
                work.countedUnits());
        var invocation = new Invocation(
                hold, Who.of(work), what, InvocationSql.bill(List.of(), available, attempts), at, work.metadata());
        var rows = new ArrayList<>(InvocationSql.ended(hold, attempts));
        rows.add(InvocationSql.invocation(invocation, new InvocationSql.Numbers(work.task(), null)));
        return rows;
    }
}
