package farebox.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** PostgreSQL's note in {@code postmaster.pid} about the server that uses a cluster, or used it before it was killed. */
record Postmaster(long pid, int port) {
    private static final String FILE = "postmaster.pid";

    private static final long NOBODY = Integer.MAX_VALUE;
    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    static Optional<Postmaster> of(Path cluster) {
        try {
            return parse(Files.readAllLines(cluster.resolve(FILE)));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    static Optional<Postmaster> parse(List<String> lines) {
        try {
            return Optional.of(new Postmaster(
                    Long.parseLong(lines.get(PID_LINE).strip()),
                    Integer.parseInt(lines.get(PORT_LINE).strip())));
        } catch (IndexOutOfBoundsException | NumberFormatException halfWritten) {
            return Optional.empty();
        }
    }

    /**
     * Makes PostgreSQL see that this server is gone. Its own check takes any living process for a server; but the note
     * must stay, since it also tells whether orphans of that server still hold the shared memory.
     */
    static void declareGone(Path cluster) {
        try {
            var lines = new ArrayList<>(Files.readAllLines(cluster.resolve(FILE)));
            lines.set(PID_LINE, String.valueOf(NOBODY));
            Files.write(cluster.resolve(FILE), lines);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether its process lives. */
    boolean alive() {
        return process().isPresent() && !isNoServer();
    }

    /** Whether its number now is another program's, or that of a server which is dead but was never collected. */
    boolean isNoServer() {
        return process()
                .map(process -> isAnotherProgram(process) || isZombie(process))
                .orElse(false);
    }

    private Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    }

    private static boolean isAnotherProgram(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> !Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
    }

    // In a container whose first process collects no orphans, a killed server stays for ever in this state.
    private static boolean isZombie(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"))
                    .contains(") Z ");
        } catch (IOException noSuchSystem) {
            return false;
        }
    }
}
