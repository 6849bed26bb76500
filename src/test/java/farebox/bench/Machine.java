package farebox.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine that a benchmark ran on, in words. */
final class Machine {
    private Machine() {}

    static String words() {
        return "%d processors%s, %s %s, Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        model(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.version());
    }

    private static String model() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> " (" + line.split(":")[1].strip() + ")")
                    .orElse("");
        } catch (IOException noSuchSystem) {
            return "";
        }
    }
}
