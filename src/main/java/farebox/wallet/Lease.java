package farebox.wallet;

import farebox.deployment.Deployment;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Tells the other instances that this one lives. The holds of an instance that has stopped telling are swept. */
@ApplicationScoped
class Lease {
    /** How long an instance may be silent, by the clock and while PostgreSQL was up, before it counts as dead. */
    static final String SILENCE_MAX = "15 seconds";

    private static final String BEAT = "2s";
    /** A renewal meets each connection of the pool that an outage has broken; all of them are tried before the next beat. */
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final String RENEW = """
            with pulse as (
              update pulse
                 set up = up + least(greatest(clock_timestamp() - beat_at, interval '0'), interval '%s'),
                     beat_at = clock_timestamp()
              returning up)
            update instance
               set renewed_at = clock_timestamp(), renewed_up = pulse.up
              from pulse
             where ended_at is null and instance =\s""".formatted(BEAT);
    private static final Logger LOG = Logger.getLogger(Lease.class);
    private final DataSource database;
    private final Deployment deployment;
    private volatile int instance;

    Lease(DataSource database, Deployment deployment) {
        this.database = database;
        this.deployment = deployment;
    }

    int instance() {
        return instance;
    }

    /** Begins a lease. On an embedded database, which only one instance can have open, all earlier ones are over. */
    void begin() throws SQLException {
        if (deployment.databaseEmbedded())
            update("update instance set ended_at = clock_timestamp() where ended_at is null");
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "insert into instance (renewed_up) select up from pulse returning instance");
                var row = statement.executeQuery()) {
            row.next();
            instance = row.getInt(1);
        }
    }

    void end() throws SQLException {
        update("update instance set ended_at = clock_timestamp() where instance = " + instance);
    }

    @Scheduled(every = BEAT, skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    @RunOnVirtualThread
    void renew() {
        var begun = System.nanoTime();
        while (true) {
            try {
                if (update(RENEW + instance) == 0) begin();
                return;
            } catch (SQLException outage) {
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    LOG.warnf("The lease of instance %d could not be renewed: %s", instance, outage.getMessage());
                    return;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private int update(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
