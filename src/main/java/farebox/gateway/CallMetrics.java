package farebox.gateway;

import farebox.rate.RateLine;
import farebox.wallet.HoldOutcome;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Counts calls by how they ended, what they took and what they cost, for whoever watches; never what was said. */
@Singleton
class CallMetrics {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private final MeterRegistry registry;

    CallMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** One call of one model. */
    void attempted(Work work, Attempt attempt) {
        var model = attempt.model().model().name();
        Timer.builder("farebox.model.latency")
                .description("How long a model took")
                .tag("task", task(work))
                .tag("model", model)
                .tag("outcome", attempt.outcome())
                .publishPercentileHistogram()
                .register(registry)
                .record(Duration.ofMillis(attempt.millis()));
        DistributionSummary.builder("farebox.model.cost.dollars")
                .description("What calls of models cost")
                .tag("task", task(work))
                .tag("model", model)
                .register(registry)
                .record(attempt.cost().dollars().doubleValue());
    }

    void served(Work work, long credits) {
        count(work, "served");
        registry.counter("farebox.credits.charged", "task", task(work)).increment(credits);
    }

    void unserved(Work work, Reply.Failure failure) {
        count(work, failure.name().toLowerCase(Locale.ROOT));
    }

    /** Answered after its hold had been swept. */
    void late(Work work) {
        count(work, "late");
    }

    /** Left by a dead instance. */
    void swept(String task) {
        count(task, "swept");
    }

    /** Not held: too few credits, a key in use, a full lane. */
    void unheld(Work work, HoldOutcome outcome) {
        count(work, word(outcome));
    }

    /** An outcome as metrics and traces name it: {@code not_enough} for a {@code NotEnough}. */
    static String word(Object outcome) {
        return BETWEEN_WORDS
                .matcher(outcome.getClass().getSimpleName())
                .replaceAll("_")
                .toLowerCase(Locale.ROOT);
    }

    /** Not even held, since every model that could serve it rests. */
    void resting(RateLine line) {
        count(line.task().slug(), "resting");
    }

    private void count(Work work, String outcome) {
        count(task(work), outcome);
    }

    private void count(String task, String outcome) {
        registry.counter("farebox.calls", "task", task, "outcome", outcome).increment();
    }

    private static String task(Work work) {
        return work.quote().line().task().slug();
    }
}
