package farebox.books;

import farebox.deployment.Deployment;
import farebox.ledger.BooksReport.Progress;
import farebox.sql.Postgres;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** The books checks: the one under way here, the newest that ended anywhere, and the one that is due every day. */
@ApplicationScoped
public class Checks {
    private static final Logger LOG = Logger.getLogger(Checks.class);
    private static final String NEWEST = """
            select *, ended_at < clock_timestamp() - interval '1 day' as old from books_check order by no desc limit 1
            """;
    private static final String LOCK = "select pg_try_advisory_xact_lock(hashtext('farebox.books_check'))";

    private final DataSource database;
    private final Postgres postgres;
    private final Deployment deployment;
    private final AtomicReference<Progress> underWay = new AtomicReference<>();
    private volatile boolean stopping;

    Checks(DataSource database, Postgres postgres, Deployment deployment) {
        this.database = database;
        this.postgres = postgres;
        this.deployment = deployment;
    }

    /** A check that has ended. */
    public record Ended(
            Instant startedAt, Instant endedAt, boolean old, long postings, long wallets, List<String> faults) {
        public boolean ok() {
            return faults.isEmpty();
        }
    }

    /** The newest check that ran to its end, on whatever instance or by hand. */
    public Optional<Ended> newest() {
        return postgres.first(NEWEST, Checks::ended);
    }

    /** How far the check that this instance runs has come; empty when it runs none. */
    public Optional<Progress> underWay() {
        return Optional.ofNullable(underWay.get());
    }

    /** Begins a check in the background, unless this instance runs one already. */
    public void begin() {
        if (!underWay.compareAndSet(null, new Progress(0, 0, 0))) return;
        Thread.ofVirtual().name("books-check").start(this::run);
    }

    /** A check may take minutes, so nobody waits for it. */
    void stop(@Observes ShutdownEvent stop) {
        stopping = true;
    }

    @Scheduled(every = "10m", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void checkDaily() {
        if (isDue()) begin();
    }

    private boolean isDue() {
        return newest().map(Ended::old).orElse(true);
    }

    @Scheduled(cron = "0 0 * * * ?", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void anchorHourly() throws SQLException, IOException {
        BooksRun.anchor(database, deployment.data()).ifPresent(LOG::info);
    }

    /** One instance at a time: another one waits for tomorrow, or for its own button. */
    private void run() {
        try (var guard = database.getConnection()) {
            guard.setAutoCommit(false);
            if (locked(guard)) tell(BooksRun.run(database, deployment.data(), underWay::set));
            guard.rollback();
        } catch (SQLException | IOException | RuntimeException failure) {
            if (stopping) LOG.info("The check of the books was not ended");
            else LOG.error("The books could not be checked", failure);
        } finally {
            underWay.set(null);
        }
    }

    private static boolean locked(Connection guard) throws SQLException {
        try (var statement = guard.createStatement();
                var row = statement.executeQuery(LOCK)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void tell(BooksRun run) {
        run.report().faults().forEach(LOG::error);
        run.anchor().ifPresent(LOG::info);
        LOG.info(run.report());
    }

    private static Ended ended(ResultSet row) throws SQLException {
        return new Ended(
                Postgres.instant(row, "started_at"),
                Postgres.instant(row, "ended_at"),
                row.getBoolean("old"),
                row.getLong("postings"),
                row.getLong("wallets"),
                List.of((String[]) row.getArray("faults").getArray()));
    }
}
