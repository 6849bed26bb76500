package farebox.books;

import farebox.books.Checks.Ended;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/** What the newest books check found, for whoever watches. It is the same on every instance; no number before a first one. */
@Singleton
class CheckMetrics {
    private final Checks checks;
    private final MeterRegistry registry;
    private volatile Ended newest;

    CheckMetrics(Checks checks, MeterRegistry registry) {
        this.checks = checks;
        this.registry = registry;
    }

    void register(@Observes StartupEvent started) {
        gauge("farebox.books.ok", "1 when the newest books check found no fault, else 0", check -> check.ok() ? 1 : 0);
        gauge(
                "farebox.books.faults",
                "What the newest books check found wrong",
                check -> check.faults().size());
        gauge("farebox.books.postings", "How many postings the newest books check read again", Ended::postings);
        gauge(
                "farebox.books.checked.at",
                "When the newest books check ended, in seconds since 1970",
                check -> check.endedAt().getEpochSecond());
    }

    private void gauge(String name, String description, ToDoubleFunction<Ended> reading) {
        Gauge.builder(
                        name,
                        this,
                        metrics -> metrics.newest == null ? Double.NaN : reading.applyAsDouble(metrics.newest))
                .description(description)
                .register(registry);
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        newest = checks.newest().orElse(null);
    }
}
