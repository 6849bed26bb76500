package farebox.gateway;

import farebox.cost.Usage;
import farebox.gateway.Invocation.Bill;
import farebox.gateway.Invocation.State;
import farebox.gateway.Invocation.What;
import farebox.gateway.Invocation.Who;
import farebox.gateway.Invocations.RecordedAttempt;
import farebox.money.Credits;
import farebox.money.Usd;
import farebox.rate.TaskClass;
import farebox.rate.TaskClasses;
import farebox.sql.RowStatement.Row;
import farebox.wallet.AttemptCost;
import farebox.wallet.HoldId;
import farebox.wallet.HoldOrder.Purpose;
import farebox.wallet.Release;
import farebox.wallet.ReleaseOutcome;
import farebox.wallet.StrandedHold;
import farebox.wallet.WalletUnavailable;
import farebox.wallet.Wallets;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Gives back what apps hold beyond its time, and what the invocations of a dead instance hold; the calls that it had
 * announced are booked at their estimates. Every instance sweeps; the wallet's lock lets only one of them end a hold.
 */
@ApplicationScoped
class Sweeper {
    private static final int ROUND_MAX = 500;
    private static final Logger LOG = Logger.getLogger(Sweeper.class);

    private final Wallets wallets;
    private final Invocations invocations;
    private final TaskClasses tasks;
    private final CallMetrics metrics;

    Sweeper(Wallets wallets, Invocations invocations, TaskClasses tasks, CallMetrics metrics) {
        this.wallets = wallets;
        this.invocations = invocations;
        this.tasks = tasks;
        this.metrics = metrics;
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        var stranded = wallets.stranded(ROUND_MAX);
        for (var one : stranded) if (!sweepOrLeave(one)) return;
        if (!stranded.isEmpty())
            LOG.infof("%d holds of a dead instance or a passed time were looked at", stranded.size());
    }

    /**
     * One that cannot be swept does not stop the others, unless the database does not answer: then the round is over. It is
     * tried again in the next.
     */
    private boolean sweepOrLeave(StrandedHold stranded) {
        try {
            sweep(stranded);
        } catch (WalletUnavailable outage) {
            LOG.warnf("The sweep goes on later: %s", outage.getMessage());
            return false;
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "%s could not be swept", Invocation.id(stranded.hold()));
        }
        return true;
    }

    private void sweep(StrandedHold stranded) {
        var hold = stranded.hold();
        if (stranded.ofApp()) {
            wallets.release(new Release(hold, Release.Cause.SWEPT, List.of(), AppHolds.releasing(hold)));
            return;
        }
        var lost = invocations.attempts(hold);
        var costs = lost.stream()
                .map(attempt -> new AttemptCost(attempt.no(), attempt.model(), attempt.announced()))
                .toList();
        var swept = wallets.release(
                new Release(hold, Release.Cause.SWEPT, costs, (outcome, at) -> rows(stranded, lost, outcome, at)));
        // Of several instances that sweep, one ends it.
        if (swept instanceof ReleaseOutcome.Released)
            tasks.find(stranded.purpose().task()).map(TaskClass::slug).ifPresent(metrics::swept);
    }

    private List<Row> rows(StrandedHold stranded, List<RecordedAttempt> lost, ReleaseOutcome outcome, Instant at) {
        if (!(outcome instanceof ReleaseOutcome.Released(var credits, var available))) return List.of();
        var rows = new ArrayList<Row>();
        for (var attempt : lost) rows.add(InvocationSql.lost(stranded.hold(), attempt.no()));
        var cost = lost.stream().map(RecordedAttempt::announced).reduce(Usd.ZERO, Usd::plus);
        var bill = new Bill(Credits.NONE, Credits.NONE, List.of(), available, Usd.ZERO, cost, !lost.isEmpty());
        rows.add(InvocationSql.invocation(
                invocation(stranded.hold(), stranded.purpose(), bill, at),
                new InvocationSql.Numbers(stranded.purpose().task(), null)));
        return rows;
    }

    /** The row names customer and task by number, so their names are left out. */
    private static Invocation invocation(HoldId hold, Purpose purpose, Bill bill, Instant at) {
        var what = new What(
                "",
                purpose.card(),
                State.SWEPT,
                Optional.empty(),
                Optional.empty(),
                Optional.of("swept"),
                Usage.NONE,
                Optional.empty());
        return new Invocation(hold, new Who(purpose.app(), ""), what, bill, at, Map.of());
    }
}
