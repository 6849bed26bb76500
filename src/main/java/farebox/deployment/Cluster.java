package farebox.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.file.PathUtils;

/** A PostgreSQL cluster in a folder: made once, started and stopped with PostgreSQL's own programs. */
record Cluster(PostgresFolder folder, PostgresSoftware software, ServerAccount account) {
    // Nobody can log in as the superuser: roles and database are made before the server ever listens.
    private static final String LOGINS = "host all farebox_owner,farebox_app 127.0.0.1/32 scram-sha-256\n";

    private static final String ROLES_AND_DATABASE = """
            create role farebox_owner login password '%s';
            create role farebox_app login password '%s';
            create database farebox owner farebox_owner;
            """;

    private static final List<String> SERVER_SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=100",
            "shared_buffers=256MB",
            "timezone=UTC",
            "log_timezone=UTC",
            // What was acknowledged survives a power cut.
            "fsync=on",
            "full_page_writes=on",
            "synchronous_commit=on");

    static Cluster in(PostgresFolder folder) {
        var software = PostgresSoftware.unpackedIn(folder.software());
        return new Cluster(folder, software, ServerAccount.thatRuns(software.program("postgres")));
    }

    /** Makes the cluster with its two roles and its database, unless it is there already. */
    void make(Passwords passwords) {
        if (Files.exists(folder.cluster())) return;
        var unfinished = folder.unfinishedCluster();
        try {
            if (Files.exists(unfinished)) PathUtils.deleteDirectory(unfinished);
            Files.createDirectory(unfinished);
            account.own(unfinished);
            run(
                    "initdb",
                    "-D",
                    unfinished.toString(),
                    "-U",
                    "postgres",
                    "-A",
                    "reject",
                    "-E",
                    "UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8");
            makeRolesAndDatabase(unfinished, passwords);
            Files.writeString(unfinished.resolve("pg_hba.conf"), LOGINS);
            Files.move(unfinished, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Starts a server on a port, recovering what the last one left. */
    void start(int port) {
        account.own(folder.cluster());
        Postmaster.of(folder.cluster())
                .filter(Postmaster::isNoServer)
                .ifPresent(gone -> Postmaster.declareGone(folder.cluster()));
        run(
                "pg_ctl",
                "-D",
                folder.cluster().toString(),
                "-l",
                folder.log().toString(),
                "-o",
                options(port),
                "-w",
                "-t",
                "120",
                "start");
    }

    /** Stops the server, whoever started it, once its open transactions have been rolled back. */
    void stop() {
        run("pg_ctl", "-D", folder.cluster().toString(), "-m", "fast", "-w", "-t", "60", "stop");
    }

    private void makeRolesAndDatabase(Path unfinished, Passwords passwords) {
        var command = List.of(
                software.program("postgres"),
                "--single",
                "-c",
                "exit_on_error=on",
                "-D",
                unfinished.toString(),
                "postgres");
        Programs.run(account.command(command), ROLES_AND_DATABASE.formatted(passwords.owner(), passwords.app()));
    }

    private void run(String program, String... arguments) {
        var command = new ArrayList<>(List.of(software.program(program)));
        command.addAll(List.of(arguments));
        Programs.run(account.command(command));
    }

    private static String options(int port) {
        var options = new StringBuilder("-p " + port);
        SERVER_SETTINGS.forEach(setting -> options.append(" -c ").append(setting));
        return options.toString();
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
