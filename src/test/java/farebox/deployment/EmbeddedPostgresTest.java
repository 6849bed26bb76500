package farebox.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path data =
            Path.of("target", "embedded-postgres-" + ProcessHandle.current().pid());
    private final Path cluster = data.resolve("postgres/cluster");

    @AfterEach
    void clear() throws IOException {
        PathUtils.deleteDirectory(data);
    }

    @Test
    void a_server_that_a_killed_process_left_is_adopted_and_stopped_at_the_end() throws Exception {
        startInAnotherProcessAndKillIt();
        var left = Postmaster.of(cluster).orElseThrow();

        try (var adopted = EmbeddedPostgres.start(data)) {
            assertEquals(Optional.of(left), Postmaster.of(cluster));
            assertEquals(List.of("left by the killed process"), notes(adopted.database()));
            assertThrows(Refusal.class, () -> EmbeddedPostgres.start(data));
        }
        assertTrue(Postmaster.of(cluster).isEmpty());
    }

    @Test
    void a_server_that_is_killed_is_started_again_where_it_was() throws Exception {
        try (var postgres = EmbeddedPostgres.start(data)) {
            note(postgres.database(), "kept");
            var killed = Postmaster.of(cluster).orElseThrow();
            var process = ProcessHandle.of(killed.pid()).orElseThrow();
            process.destroyForcibly();
            process.onExit().join();

            assertEquals(List.of("kept"), notesOnceItAnswers(postgres.database()));
            assertNotEquals(Optional.of(killed), Postmaster.of(cluster));
        }
        assertTrue(Postmaster.of(cluster).isEmpty());
    }

    @Test
    void data_outlives_a_note_about_a_process_that_is_no_server() throws Exception {
        try (var first = EmbeddedPostgres.start(data)) {
            assertEquals(Optional.empty(), Stamps.modeIn(first.database()));
            note(first.database(), "kept");
        }
        var stranger = ProcessHandle.current().pid();
        Files.writeString(
                cluster.resolve("postmaster.pid"),
                "%d\n%s\n1\n5432\n\n127.0.0.1\n0 0\nready\n".formatted(stranger, cluster.toAbsolutePath()));
        try (var second = EmbeddedPostgres.start(data)) {
            assertEquals(List.of("kept"), notes(second.database()));
        }
    }

    @Test
    void passwords_are_made_once_and_for_their_owner_only() throws IOException {
        Files.createDirectories(data);
        var passwords = Passwords.keptIn(data.resolve("passwords"));
        assertEquals(passwords, Passwords.keptIn(data.resolve("passwords")));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("passwords"))));
    }

    private void startInAnotherProcessAndKillIt() throws Exception {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var process = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), Killed.class.getName(), data.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(Killed.STATUS, process.waitFor());
    }

    /** Starts the server, writes something down and dies without stopping anything. */
    static final class Killed {
        static final int STATUS = 42;

        public static void main(String... args) throws SQLException {
            note(EmbeddedPostgres.start(Path.of(args[0])).database(), "left by the killed process");
            Runtime.getRuntime().halt(STATUS);
        }
    }

    private static void note(Database database, String text) throws SQLException {
        try (var connection = owner(database);
                var statement = connection.createStatement()) {
            statement.execute("create table note as select '" + text + "' as text");
        }
    }

    private static List<String> notes(Database database) throws SQLException {
        try (var connection = owner(database);
                var rows = connection.createStatement().executeQuery("select text from note")) {
            rows.next();
            return List.of(rows.getString(1));
        }
    }

    private static List<String> notesOnceItAnswers(Database database) throws SQLException {
        for (var end = System.nanoTime() + PATIENCE.toNanos(); ; Thread.onSpinWait()) {
            try {
                return notes(database);
            } catch (SQLException notYet) {
                if (System.nanoTime() > end) throw notYet;
            }
        }
    }

    private static Connection owner(Database database) throws SQLException {
        var owner = database.owner();
        return DriverManager.getConnection(database.ownerJdbcUrl(), owner.name(), owner.password());
    }
}
