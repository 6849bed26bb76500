package farebox.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The packaged application as a process on a port of its own; whenever it is gone it is started again. */
final class Instance {
    private static final Pattern APP_KEY = Pattern.compile("app key +(fbx_\\S+)");
    private static final Pattern FOREIGN_SETTING = Pattern.compile("(FAREBOX|DATABASE|STRIPE|AWS)_.*");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final Path log;
    private final Map<String, String> settings;
    private Process process;
    private boolean stopped;

    Instance(int port, Path log, Map<String, String> settings) {
        this.port = port;
        this.log = log;
        this.settings = settings;
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Starts it unless it runs, until it is stopped. */
    synchronized void keepRunning() {
        if (stopped || process != null && process.isAlive()) return;
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                        java,
                        "-Xmx512m",
                        // It starts so often that starting must be quick.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:AOTCache=target/quarkus-app/farebox.aot",
                        "-Xlog:aot*=off",
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        "target/quarkus-app/quarkus-run.jar")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // Whoever soaks may have keys of real accounts at hand.
        builder.environment()
                .keySet()
                .removeIf(name -> FOREIGN_SETTING.matcher(name).matches());
        builder.environment().putAll(settings);
        builder.environment().put("FAREBOX_PORT", String.valueOf(port));
        try {
            process = builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As {@code kill -9} does. */
    synchronized void kill() {
        if (process != null) process.destroyForcibly().onExit().join();
    }

    /** In good order, and for good. */
    synchronized void stop() {
        stopped = true;
        if (process == null) return;
        process.destroy();
        process.onExit().join();
    }

    /** Whether it serves, and its database too. */
    boolean isReady() throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(address("/q/health/ready"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The key of the demo's app, once the welcome text has told it. */
    Optional<String> appKey() throws IOException {
        return Files.exists(log)
                ? APP_KEY.matcher(Files.readString(log))
                        .results()
                        .map(key -> key.group(1))
                        .findFirst()
                : Optional.empty();
    }
}
