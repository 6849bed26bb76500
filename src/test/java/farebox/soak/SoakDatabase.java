package farebox.soak;

import farebox.deployment.EmbeddedPostgres;
import farebox.deployment.Login;
import farebox.testing.Instance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A durable PostgreSQL in a folder, which the instances know by its address alone; it is stopped and its backends are killed. */
final class SoakDatabase implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final EmbeddedPostgres postgres;
    private final Path cluster;
    private final Path programs;
    private final String options;

    private SoakDatabase(EmbeddedPostgres postgres, Path folder) throws IOException {
        this.postgres = postgres;
        this.cluster = folder.resolve("postgres/cluster").toAbsolutePath();
        this.programs = folder.resolve("postgres/software/bin").toAbsolutePath();
        // What the server was started with, its port above all, follows the name of its folder there.
        var line = Files.readString(cluster.resolve("postmaster.opts")).strip();
        this.options = line.substring(line.indexOf('"' + cluster.toString() + '"')
                + cluster.toString().length()
                + 2);
    }

    static SoakDatabase in(Path folder) throws IOException {
        return new SoakDatabase(EmbeddedPostgres.start(folder), folder);
    }

    /** What tells an instance to use it. */
    Map<String, String> settings() {
        return Instance.on(postgres.database());
    }

    DataSource application() {
        return source(postgres.database().app());
    }

    /** A connection with the owner's rights, once the server has recovered from what was done to it. */
    Connection owner() throws SQLException, InterruptedException {
        for (int tries = PATIENCE_SECONDS; ; tries--) {
            try {
                return source(postgres.database().owner()).getConnection();
            } catch (SQLException recovering) {
                if (tries == 0) throw recovering;
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    private DataSource source(Login login) {
        var source = new PGSimpleDataSource();
        source.setURL(postgres.database().jdbcUrl());
        source.setUser(login.name());
        source.setPassword(login.password());
        return source;
    }

    /** Kills a backend that works for an instance; PostgreSQL then ends all others and recovers. */
    boolean killBackend() throws SQLException, InterruptedException {
        try (var connection = owner();
                var statement = connection.prepareStatement(
                        "select pid from pg_stat_activity where usename = ? order by random() limit 1")) {
            statement.setString(1, postgres.database().app().name());
            try (var row = statement.executeQuery()) {
                return row.next()
                        && ProcessHandle.of(row.getInt(1))
                                .map(ProcessHandle::destroyForcibly)
                                .orElse(false);
            }
        }
    }

    void stopAtOnce() {
        run("-m", "immediate", "-w", "stop");
    }

    void startAgain() {
        run("-l", cluster.resolve("server.log").toString(), "-o", options, "-w", "-t", "120", "start");
    }

    private void run(String... arguments) {
        var command = new ArrayList<>(account());
        command.addAll(List.of(programs.resolve("pg_ctl").toString(), "-D", cluster.toString()));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) throw new IllegalStateException(String.join(" ", command) + " failed");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** PostgreSQL does not run as root: then whoever owns the cluster is whom Farebox has let it run as. */
    private List<String> account() {
        try {
            if (!System.getProperty("user.name").equals("root")) return List.of();
            return Files.getOwner(cluster).getName().equals("root")
                    ? List.of("unshare", "--user")
                    : List.of("runuser", "-u", "nobody", "--");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        postgres.close();
    }
}
