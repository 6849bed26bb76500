package farebox.wallet;

import farebox.sql.Postgres;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** How full the lanes of this instance are, and how long the oldest hold of all has been open, for whoever watches. */
@Singleton
class WalletMetrics {
    private static final int AFTER_THE_LANES = 200;
    private static final String OLDEST = """
            select coalesce(extract(epoch from clock_timestamp() - min(opened_at)), 0)::bigint from hold where state = 0
            """;

    private final Lanes lanes;
    private final Postgres postgres;
    private final MeterRegistry registry;
    private volatile long oldestHoldSeconds;

    WalletMetrics(Lanes lanes, Postgres postgres, MeterRegistry registry) {
        this.lanes = lanes;
        this.postgres = postgres;
        this.registry = registry;
    }

    void register(@Observes @Priority(AFTER_THE_LANES) StartupEvent started) {
        for (int i = 0; i < lanes.all().size(); i++)
            Gauge.builder("farebox.lane.waiting", lanes.all().get(i), Lane::waiting)
                    .description("How many operations wait in a lane of this instance")
                    .tag("lane", Integer.toString(i))
                    .register(registry);
        Gauge.builder("farebox.hold.oldest.seconds", this, metrics -> metrics.oldestHoldSeconds)
                .description("For how long the oldest open hold has been open; 0 when there is none")
                .register(registry);
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        oldestHoldSeconds = postgres.first(OLDEST, row -> row.getLong(1)).orElseThrow();
    }
}
