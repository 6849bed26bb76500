package farebox.checkout;

import farebox.checkout.Payments.StripeDown;
import farebox.deployment.Deployment;
import farebox.sql.Postgres;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Puts into the inbox what Stripe told in vain while no webhook got through: a bank debit that arrived, of which nothing here
 * would ask for hours, or a refund made at its dashboard, a dispute or a payout, of which nothing would ever ask.
 */
@Singleton
class CatchUp {
    private static final Logger LOG = Logger.getLogger(CatchUp.class);

    /** So long does Stripe keep events. */
    private static final Duration ALL = Duration.ofDays(30);

    /** Events may turn up in the list a little late, and clocks differ. */
    private static final Duration OVERLAP = Duration.ofHours(1);

    private static final String CAUGHT_UP = """
            insert into stripe_catch_up (livemode, until)
            values (?, ?)
            on conflict (livemode) do update set until = greatest(stripe_catch_up.until, excluded.until)
            """;

    private final StripeNews news;
    private final StripeEvents events;
    private final Postgres postgres;
    private final Deployment deployment;
    private final Clock clock;

    CatchUp(StripeNews news, StripeEvents events, Postgres postgres, Deployment deployment, Clock clock) {
        this.news = news;
        this.events = events;
        this.postgres = postgres;
        this.deployment = deployment;
        this.clock = clock;
    }

    /** Two instances that do it at once only read the same twice: the inbox keeps an event once. */
    @Scheduled(every = "10m", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void round() {
        var now = clock.instant();
        try {
            news.since(begin(now), events::keep);
        } catch (StripeDown down) {
            LOG.warnf("Stripe's events could not be read, and are asked for again later: %s", down.getMessage());
            return;
        }
        postgres.change(CAUGHT_UP, livemode(), now);
    }

    private Instant begin(Instant now) {
        return postgres.first(
                        "select until from stripe_catch_up where livemode = ?",
                        row -> Postgres.instant(row, "until"),
                        livemode())
                .map(until -> until.minus(OVERLAP))
                .orElse(now.minus(ALL));
    }

    private boolean livemode() {
        return deployment.stripe().livemode();
    }
}
