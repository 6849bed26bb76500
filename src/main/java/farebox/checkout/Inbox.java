package farebox.checkout;

import farebox.checkout.FulfilOutcome.Credited;
import farebox.checkout.FulfilOutcome.Ended;
import farebox.checkout.FulfilOutcome.Flagged;
import farebox.checkout.FulfilOutcome.StripeUnavailable;
import farebox.checkout.FulfilOutcome.Unpaid;
import farebox.checkout.MoneyBackOutcome.Done;
import farebox.checkout.MoneyBackOutcome.NotOurs;
import farebox.checkout.MoneyBackOutcome.TooEarly;
import farebox.checkout.Payouts.SettleOutcome;
import farebox.checkout.Payouts.SettleOutcome.Settled;
import farebox.checkout.Payouts.SettleOutcome.Unbookable;
import farebox.checkout.Payouts.SettleOutcome.Unknown;
import farebox.checkout.StripeEvent.State;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/** Takes in what Stripe tells, at once and durably, and does what it hints at, in its own time. */
@Singleton
public class Inbox {
    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final int EVENTS_PER_ROUND = 20;
    private static final int FORGOTTEN_AT_ONCE = 500;
    private static final int TRIES_MAX = 12;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final StripeEvents events;
    private final Purchases purchases;
    private final Checkout checkout;
    private final MoneyBack moneyBack;
    private final Payouts payouts;
    private final ExecutorService threads;

    Inbox(
            StripeEvents events,
            Purchases purchases,
            Checkout checkout,
            MoneyBack moneyBack,
            Payouts payouts,
            @VirtualThreads ExecutorService threads) {
        this.events = events;
        this.purchases = purchases;
        this.checkout = checkout;
        this.moneyBack = moneyBack;
        this.payouts = payouts;
        this.threads = threads;
    }

    /** Keeps the event, durably, and sees to it soon. */
    public void receive(StripeNotice notice) {
        events.keep(notice);
        threads.execute(this::round);
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void round() {
        events.take(EVENTS_PER_ROUND).forEach(this::handle);
    }

    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void forgetOld() {
        int forgotten;
        do forgotten = events.forget(FORGOTTEN_AT_ONCE);
        while (forgotten == FORGOTTEN_AT_ONCE);
    }

    private void handle(StripeEvent event) {
        try {
            events.end(event, stateAfter(event));
        } catch (RuntimeException failure) {
            LOG.warnf(failure, "Event %s (%s) was not handled", event.id(), event.type());
            notYet(event, failure.toString());
        }
    }

    /** Stripe may deliver twice, late and out of order, so an event is only a hint: what it is about is read again. */
    private State stateAfter(StripeEvent event) {
        var type = event.type();
        var about = event.objectId();
        if (type.startsWith("checkout.session.")) return fulfil(about);
        if (type.startsWith("refund.") || type.startsWith("charge.refund.")) return settle(moneyBack.refund(about));
        if (type.equals("charge.refunded")) return settle(moneyBack.refundsOf(about));
        if (type.startsWith("charge.dispute.")) return settle(moneyBack.dispute(about));
        if (type.startsWith("radar.early_fraud_warning.")) return settle(moneyBack.warning(about));
        if (type.startsWith("payout.")) return settle(payouts.settle(about));
        if (type.startsWith("charge.") || type.startsWith("payment_intent."))
            return purchases
                    .ofPayment(about)
                    .map(purchase -> fulfil(purchase.session()))
                    .orElse(State.IGNORED);
        return State.IGNORED;
    }

    private static State settle(MoneyBackOutcome outcome) {
        return switch (outcome) {
            case Done() -> State.HANDLED;
            case NotOurs() -> State.IGNORED;
            case TooEarly() -> throw new IllegalStateException("Its purchase is not credited yet");
        };
    }

    private static State settle(SettleOutcome outcome) {
        return switch (outcome) {
            case Settled() -> State.HANDLED;
            case Unknown() -> State.IGNORED;
            case Unbookable(var why) -> throw new IllegalStateException(why);
        };
    }

    private State fulfil(String session) {
        if (session.isEmpty()) throw new IllegalStateException("The event does not say which session it is about");
        return switch (checkout.fulfil(session)) {
            case Credited credited -> State.HANDLED;
            case Unpaid unpaid -> State.HANDLED;
            case Ended ended -> State.HANDLED;
            case Flagged flagged -> State.HANDLED;
            case FulfilOutcome.NotOurs() -> State.IGNORED;
            case StripeUnavailable(var why) -> throw new IllegalStateException(why);
        };
    }

    private void notYet(StripeEvent event, String error) {
        if (event.tries() >= TRIES_MAX) events.giveUp(event, error);
        else events.postpone(event, error, wait(event.tries()));
    }

    private static Duration wait(int tries) {
        var doubled = FIRST_WAIT.multipliedBy(1L << Math.min(tries, TRIES_MAX));
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }
}
