package farebox.wallet;

import farebox.deployment.Deployment;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Tells the other instances that this one lives. The holds of an instance that has stopped telling are swept. */
@ApplicationScoped
class Lease {
    /** How long an instance may be silent before it counts as dead; it speaks every two seconds. */
    static final String SILENCE_MAX = "15 seconds";

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
                var statement = connection.prepareStatement("insert into instance default values returning instance");
                var row = statement.executeQuery()) {
            row.next();
            instance = row.getInt(1);
        }
    }

    void end() throws SQLException {
        update("update instance set ended_at = clock_timestamp() where instance = " + instance);
    }

    @Scheduled(every = "2s", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    @RunOnVirtualThread
    void renew() {
        try {
            var renewed =
                    update("update instance set renewed_at = clock_timestamp() where ended_at is null and instance = "
                            + instance);
            if (renewed == 0) begin();
        } catch (SQLException outage) {
            LOG.warnf("The lease of instance %d could not be renewed: %s", instance, outage.getMessage());
        }
    }

    private int update(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
