package farebox.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.jboss.logging.Logger;
import org.postgresql.Driver;

/**
 * A real, durable PostgreSQL that Farebox runs for itself on loopback, with its data in a folder. If it is killed, for want
 * of memory say, it is started again where it was.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration ROUND_AFTER_FAILURE = Duration.ofSeconds(15);
    private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class);

    private final Database database;
    private final Runnable stop;

    private EmbeddedPostgres(Database database, Runnable stop) {
        this.database = database;
        this.stop = stop;
    }

    /** Starts the server for this process alone, or adopts the one that a killed process left running. */
    public static EmbeddedPostgres start(Path data) {
        var folder = PostgresFolder.in(data);
        var lock = folder.lock()
                .orElseThrow(() -> new Refusal("Another Farebox is running on " + folder.path()
                        + ": stop it, or choose another folder with FAREBOX_DATA."));
        return start(folder, lock);
    }

    /** Uses the server of the process that runs it, or starts one when none does. */
    public static EmbeddedPostgres join(Path data) {
        var folder = PostgresFolder.in(data);
        return folder.lock().map(lock -> start(folder, lock)).orElseGet(() -> {
            var database = liveServer(folder, Passwords.keptIn(folder.passwords()));
            return new EmbeddedPostgres(
                    database.orElseThrow(() -> new Refusal("The Farebox on " + folder.path()
                            + " is just starting or stopping: try again in a moment.")),
                    () -> {});
        });
    }

    /** How to reach the database. */
    public Database database() {
        return database;
    }

    /** Stops the server if this process runs it. */
    @Override
    public void close() {
        stop.run();
    }

    private static EmbeddedPostgres start(PostgresFolder folder, FileLock lock) {
        var passwords = Passwords.keptIn(folder.passwords());
        var cluster = Cluster.in(folder);
        cluster.make(passwords);
        var database = liveServer(folder, passwords).orElseGet(() -> startedServer(cluster, passwords));
        var watch = new Watch(cluster, postmaster(folder).orElseThrow().port());
        Thread.ofPlatform().daemon().name("postgres-watch").start(watch);
        return new EmbeddedPostgres(database, () -> {
            watch.stop();
            unlock(lock);
        });
    }

    /** Looks after the server until that is stopped. */
    private static final class Watch implements Runnable {
        private final Cluster cluster;
        private final int port;
        private Duration round = ROUND;
        private boolean stopped;

        Watch(Cluster cluster, int port) {
            this.cluster = cluster;
            this.port = port;
        }

        @Override
        public void run() {
            while (keepUp()) pause(round);
        }

        /** Starts it again where it was killed; false once it is stopped for good. */
        private synchronized boolean keepUp() {
            if (!stopped && isKilled()) startAgain();
            return !stopped;
        }

        /** Whoever stops it in good order means it, and then its note about itself is gone, too. */
        private boolean isKilled() {
            return Postmaster.of(cluster.folder().cluster())
                    .filter(left -> !left.alive())
                    .isPresent();
        }

        private void startAgain() {
            LOG.warn("PostgreSQL is gone, and is started again.");
            try {
                cluster.start(port);
                round = ROUND;
            } catch (Refusal failure) {
                LOG.error(failure.getMessage());
                round = ROUND_AFTER_FAILURE;
            }
        }

        synchronized void stop() {
            stopped = true;
            if (postmaster(cluster.folder()).isPresent()) cluster.stop();
        }
    }

    /** The server that runs on this folder, if one does. */
    private static Optional<Postmaster> postmaster(PostgresFolder folder) {
        return Postmaster.of(folder.cluster()).filter(Postmaster::alive);
    }

    private static Database startedServer(Cluster cluster, Passwords passwords) {
        cluster.start(Cluster.freePort());
        return liveServer(cluster.folder(), passwords)
                .orElseThrow(() -> new Refusal("PostgreSQL started, but is gone: see "
                        + cluster.folder().log() + "."));
    }

    /** How to reach that server, waiting for it while it is starting or stopping. */
    private static Optional<Database> liveServer(PostgresFolder folder, Passwords passwords) {
        var start = System.nanoTime();
        while (true) {
            var postmaster = postmaster(folder);
            if (postmaster.isEmpty()) return Optional.empty();
            var database = database(postmaster.get().port(), passwords);
            if (answers(database)) return Optional.of(database);
            if (System.nanoTime() - start > PATIENCE.toNanos())
                throw new Refusal("The PostgreSQL of " + folder.path() + " (process "
                        + postmaster.get().pid() + ") does not answer: stop it and try again.");
            pause(PAUSE);
        }
    }

    private static Database database(int port, Passwords passwords) {
        var url = "jdbc:postgresql://127.0.0.1:" + port + "/farebox";
        return new Database(
                url, new Login("farebox_app", passwords.app()), url, new Login("farebox_owner", passwords.owner()));
    }

    // A login proves that it is our server: SCRAM shows each side that the other one knows the password.
    private static boolean answers(Database database) {
        var login = new Properties();
        login.setProperty("user", database.app().name());
        login.setProperty("password", database.app().password());
        login.setProperty("loginTimeout", "5");
        try (var connection = new Driver().connect(database.jdbcUrl(), login)) {
            return connection.isValid(0);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Refusal("Stopped while waiting for PostgreSQL.");
        }
    }

    private static void unlock(FileLock lock) {
        try {
            lock.acquiredBy().close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
