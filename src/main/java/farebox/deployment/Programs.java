package farebox.deployment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs of the operating system to their end. */
final class Programs {
    private static final int MINUTES_MAX = 5;

    private Programs() {}

    static void run(List<String> command) {
        run(command, "");
    }

    /** Runs a program with this input, and refuses with what it printed if it fails. */
    static void run(List<String> command, String input) {
        var ended = end(command, input);
        if (ended.status() != 0)
            throw new Refusal(
                    String.join(" ", command) + " failed:\n" + ended.printed().strip());
    }

    static boolean succeeds(List<String> command) {
        return end(command, "").status() == 0;
    }

    private static Ended end(List<String> command, String input) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Messages in one language everywhere; and macOS aborts a PostgreSQL that has no locale at all.
        builder.environment().put("LC_ALL", "C");
        try {
            // Not a pipe, which would not end before the last process that has it.
            var printed = Files.createTempFile("farebox", ".out");
            try {
                var process = builder.redirectOutput(printed.toFile()).start();
                try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
                    stdin.write(input);
                }
                var isOver = process.waitFor(MINUTES_MAX, TimeUnit.MINUTES);
                if (!isOver) process.destroyForcibly();
                return new Ended(isOver ? process.exitValue() : 1, Files.readString(printed));
            } finally {
                Files.delete(printed);
            }
        } catch (IOException absent) {
            return new Ended(1, absent.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Ended(1, "interrupted");
        }
    }

    private record Ended(int status, String printed) {}
}
