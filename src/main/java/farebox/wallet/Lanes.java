package farebox.wallet;

import farebox.money.CustomerNo;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** The lanes of this instance. Customers are spread over them by their number; each lane writes batch by batch. */
@ApplicationScoped
class Lanes {
    /** More lanes than processors only make batches smaller, and a batch costs PostgreSQL about the same whatever its size. */
    private static final int COUNT = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);

    private static final Duration CLOSING_MAX = Duration.ofSeconds(20);
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final Logger LOG = Logger.getLogger(Lanes.class);

    private final DataSource database;
    private final Lease lease;
    private final List<WalletChange.Attachment> attachments;
    final List<Lane> lanes = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    Lanes(DataSource database, Lease lease, @All List<WalletChange.Attachment> attachments) {
        this.database = database;
        this.lease = lease;
        this.attachments = attachments;
    }

    void open(@Observes @Priority(100) StartupEvent start) throws SQLException {
        keepPartitions();
        lease.begin();
        var batches = new Batches(database, lease::instance, attachments);
        for (int i = 0; i < COUNT; i++) {
            var lane = new Lane(batches);
            lanes.add(lane);
            // It waits for the database all the time; a virtual thread would be woken through two others (ADR 0016).
            threads.add(Thread.ofPlatform().daemon().name("lane-" + i).start(lane));
        }
    }

    /** Writes what still waits, so that a stop in good order leaves nothing behind. */
    void close(@Observes ShutdownEvent stop) throws InterruptedException, SQLException {
        lanes.forEach(Lane::close);
        for (var thread : threads) thread.join(CLOSING_MAX);
        lease.end();
    }

    @Scheduled(every = "1h", delayed = "1h")
    @RunOnVirtualThread
    void keepPartitions() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("select keep_partitions(clock_timestamp())")) {
            statement.execute();
        } catch (SQLException failure) {
            if (!LOCK_NOT_AVAILABLE.equals(failure.getSQLState())) throw failure;
            LOG.info("Somebody reads a whole table: its partitions are made in an hour.");
        }
    }

    List<Lane> all() {
        return lanes;
    }

    /** Hands an operation to its customer's lane; false when that is full. */
    boolean offer(Pending<?> pending) {
        return lane(pending.customer()).offer(pending);
    }

    /** The lane key, in one place so that it can become a shard's. */
    private Lane lane(CustomerNo customer) {
        return lanes.get((int) (customer.value() % lanes.size()));
    }

    /** The outcome of an operation that is in a lane; gives up waiting, but not the operation, after a while. */
    static <O> O await(Pending<O> pending, Duration patience) throws TimeoutException {
        try {
            return pending.answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failure) {
            throw new CompletionException(failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new WalletUnavailable("the wait for the wallet was interrupted");
        }
    }
}
