package farebox.gateway;

import farebox.cost.PricedModel;
import farebox.customer.Customer;
import farebox.gateway.Reply.Answered;
import farebox.gateway.Reply.Broken;
import farebox.gateway.Reply.Failed;
import farebox.gateway.Reply.Failure;
import farebox.wallet.Attachment;
import farebox.wallet.HoldId;
import farebox.wallet.HoldOrder;
import farebox.wallet.HoldOutcome;
import farebox.wallet.OperationKey;
import farebox.wallet.Release;
import farebox.wallet.SettleOutcome;
import farebox.wallet.Settlement;
import farebox.wallet.WalletUnavailable;
import farebox.wallet.Wallets;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Sells one answer: holds the credits, asks the models in turn, keeps what it cost, or gives the credits back. */
@ApplicationScoped
class Gateway {
    private static final Logger LOG = Logger.getLogger(Gateway.class);

    private final Wallets wallets;
    private final ChatModel models;
    private final Invocations invocations;
    private final Breakers breakers;
    private final CallMetrics metrics;
    private final Clock clock;
    final Semaphore replies = new Semaphore(ChatModel.REPLIES_MAX);

    Gateway(
            Wallets wallets,
            ChatModel models,
            Invocations invocations,
            Breakers breakers,
            CallMetrics metrics,
            Clock clock) {
        this.wallets = wallets;
        this.models = models;
        this.invocations = invocations;
        this.breakers = breakers;
        this.metrics = metrics;
        this.clock = clock;
    }

    InvocationOutcome invoke(Work work) {
        if (!replies.tryAcquire()) return overloaded(work);
        try {
            return switch (hold(work)) {
                case HoldOutcome.Held(var hold, var credits, var available) ->
                    answerOrGiveBack(work, hold, model -> models.reply(model, work.prompt()));
                case HoldOutcome unheld -> unheld(unheld);
            };
        } finally {
            replies.release();
        }
    }

    private InvocationOutcome overloaded(Work work) {
        var outcome = work.trace().hold(HoldOutcome.Overloaded::new);
        metrics.unheld(work, outcome);
        return unheld(outcome);
    }

    /** Holds as {@link #invoke} does, and asks the models once somebody listens. Whoever opens an answer tells or dismisses it. */
    Opening open(Work work) {
        return switch (hold(work)) {
            case HoldOutcome.Held(var hold, var credits, var available) ->
                new Opening.Opened(new StreamedAnswer(
                        hold,
                        credits,
                        listener -> tell(work, hold, new Audience(listener)),
                        () -> dismiss(work, hold)));
            case HoldOutcome unheld -> new Opening.Closed(unheld(unheld));
        };
    }

    private HoldOutcome hold(Work work) {
        var order = new HoldOrder(
                work.customer().no(),
                work.key(),
                work.credits(),
                work.purpose(),
                HoldOrder.Terms.within(work.caller().caps(work.customer())),
                InvocationSql.announcing(work));
        var outcome = work.trace().hold(() -> wallets.hold(order));
        if (!(outcome instanceof HoldOutcome.Held)) metrics.unheld(work, outcome);
        return outcome;
    }

    private InvocationOutcome tell(Work work, HoldId hold, Audience audience) {
        return answerOrGiveBack(
                work,
                hold,
                model -> audience.isThere() ? models.stream(model, work.prompt(), audience) : Broken.uncalled());
    }

    /** What stands under a key already; empty for a new one. */
    Optional<InvocationOutcome> earlier(Customer customer, OperationKey key) {
        return wallets.earlier(customer.no(), key).map(this::unheld);
    }

    private InvocationOutcome unheld(HoldOutcome outcome) {
        return switch (outcome) {
            case HoldOutcome.NotEnough(var available, var asked) -> new InvocationOutcome.NotEnough(available, asked);
            case HoldOutcome.CapReached(var scope, var limit, var resetsAt) ->
                new InvocationOutcome.CapReached(scope, limit, resetsAt);
            case HoldOutcome.Replayed(var hold) -> replay(hold);
            case HoldOutcome.InProgress(var hold) -> new InvocationOutcome.InProgress(hold);
            case HoldOutcome.KeyReused(var hold) -> new InvocationOutcome.KeyReused();
            case HoldOutcome.Frozen(var reason) -> new InvocationOutcome.Frozen(reason);
            case HoldOutcome.Overloaded() -> new InvocationOutcome.Overloaded();
            case HoldOutcome.Held held -> throw new IllegalArgumentException("held is no refusal");
        };
    }

    private InvocationOutcome replay(HoldId hold) {
        return new InvocationOutcome.Served(invocations.find(hold).orElseThrow(), invocations.answer(hold), true);
    }

    /** Whatever goes wrong that nobody thought of, the credits do not stay held, and what was called is booked. */
    private InvocationOutcome answerOrGiveBack(Work work, HoldId hold, Function<String, Reply> asking) {
        var attempts = new ArrayList<Attempt>();
        try {
            return answer(work, hold, asking, attempts);
        } catch (WalletUnavailable stillToBeWritten) {
            return new InvocationOutcome.Pending(hold, work.key().isTheCallers());
        } catch (RuntimeException | Error unexpected) {
            giveBack(work, hold, Failure.ERROR, attempts);
            throw unexpected;
        } finally {
            work.trace().end();
        }
    }

    private void dismiss(Work work, HoldId hold) {
        giveBack(work, hold, Failure.HUNG_UP, List.of());
        work.trace().end();
    }

    private void giveBack(Work work, HoldId hold, Failure failure, List<Attempt> attempts) {
        try {
            abandon(work, hold, failure, attempts);
        } catch (RuntimeException unwritable) {
            var costs = attempts.stream().map(Attempt::bill).toList();
            wallets.release(new Release(hold, Release.Cause.ABANDONED, costs, Attachment.none()));
        }
    }

    /** Asks the models of the route in order; no transaction is open meanwhile. */
    private InvocationOutcome answer(Work work, HoldId hold, Function<String, Reply> asking, List<Attempt> attempts) {
        for (var model : work.quote().route()) {
            if (!attempts.isEmpty()) {
                if (breakers.rests(model.model().no())) continue;
                if (!announced(work, hold, attempts.size() + 1, model)) break;
            }
            var attempt = attempt(work, attempts.size() + 1, model, asking);
            attempts.add(attempt);
            metrics.attempted(work, attempt);
            switch (attempt.reply()) {
                case Answered answered -> {
                    return settle(work, hold, answered, attempts);
                }
                case Failed(var failure, var mayBeBilled, var why) -> logFailure(hold, model, why);
                case Broken(var failure, var said, var usage, var why) -> {
                    logFailure(hold, model, why);
                    return abandon(work, hold, failure, attempts);
                }
            }
        }
        return abandon(work, hold, lastFailure(attempts), attempts);
    }

    private static void logFailure(HoldId hold, PricedModel model, String why) {
        LOG.infof("%s: %s failed (%s)", Invocation.id(hold), model.model().name(), why);
    }

    /** Makes a fallback known before it is called, so that a crash in it can be costed; no call without. */
    private boolean announced(Work work, HoldId hold, int no, PricedModel model) {
        try {
            return invocations.announce(work, hold, no, model);
        } catch (RuntimeException outage) {
            LOG.warnf(outage, "%s: no fallback is tried, since it could not be announced", Invocation.id(hold));
            return false;
        }
    }

    private Attempt attempt(Work work, int no, PricedModel model, Function<String, Reply> asking) {
        var begun = System.nanoTime();
        breakers.asking(model.model());
        var reply = work.trace().model(model, () -> asking.apply(model.model().bedrockId()));
        breakers.asked(model.model(), reply);
        var millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        return Attempt.ended(no, model, work.prompt(), reply, millis);
    }

    private static Failure lastFailure(List<Attempt> attempts) {
        return attempts.getLast().reply() instanceof Failed failed ? failed.failure() : Failure.ERROR;
    }

    private InvocationOutcome settle(Work work, HoldId hold, Answered answered, List<Attempt> attempts) {
        var costs = attempts.stream().map(Attempt::bill).toList();
        var record = new Settled(work, hold, answered, attempts);
        var settlement = new Settlement(hold, work.charge(attempts.getLast()), costs, record);
        return switch (work.trace().settle(() -> wallets.settle(settlement))) {
            case SettleOutcome.Captured captured -> {
                metrics.served(work, captured.charged().amount());
                yield new InvocationOutcome.Served(
                        record.invocation(captured, clock.instant()), Optional.of(answered.content()), false);
            }
            case SettleOutcome.AlreadyCaptured() ->
                new InvocationOutcome.Served(
                        invocations.find(hold).orElseThrow(), Optional.of(answered.content()), false);
            case SettleOutcome.TooLate() -> {
                metrics.late(work);
                yield new InvocationOutcome.Late(hold);
            }
            case SettleOutcome.MoreThanHeld(var held) ->
                throw new IllegalStateException("no more is charged than held");
            case SettleOutcome.NoSuchHold() -> throw new IllegalStateException("the hold has vanished: " + hold);
        };
    }

    private InvocationOutcome abandon(Work work, HoldId hold, Failure failure, List<Attempt> attempts) {
        var costs = attempts.stream().map(Attempt::bill).toList();
        var record = new Abandoned(work, hold, failure, attempts);
        work.trace().abandon(() -> wallets.release(new Release(hold, Release.Cause.ABANDONED, costs, record)));
        metrics.unserved(work, failure);
        return new InvocationOutcome.Unserved(hold, failure);
    }
}
