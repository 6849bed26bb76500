package farebox.deployment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
            var process = builder.start();
            try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
                stdin.write(input);
            }
            var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) return new Ended(1, printed);
            return new Ended(process.exitValue(), printed);
        } catch (IOException absent) {
            return new Ended(1, absent.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Ended(1, "interrupted");
        }
    }

    private record Ended(int status, String printed) {}
}
