package farebox.testing;

import farebox.deployment.Database;
import farebox.deployment.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The packaged application as a process on a port of its own; it can be started again whenever it is gone. */
public final class Instance {
    private static final Pattern APP_KEY = Pattern.compile("app key +(fbx_\\S+)");
    private static final Pattern FOREIGN_SETTING = Pattern.compile("(FAREBOX|DATABASE|STRIPE|AWS)_.*");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final Path log;
    private final List<String> options;
    private final Map<String, String> settings;
    private Process process;
    private boolean stopped;

    /** One on a free port, whose virtual machine takes these options; what it prints is added to the log. */
    public Instance(Path log, List<String> options, Map<String, String> settings) {
        this(freePort(), log, options, settings);
    }

    public Instance(int port, Path log, List<String> options, Map<String, String> settings) {
        this.port = port;
        this.log = log;
        this.options = options;
        this.settings = settings;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What tells an instance to use a database. */
    public static Map<String, String> on(Database database) {
        return Map.of(
                "DATABASE_URL", url(database, database.app()),
                "DATABASE_OWNER_URL", url(database, database.owner()));
    }

    private static String url(Database database, Login login) {
        var password = URLEncoder.encode(login.password(), StandardCharsets.UTF_8);
        return database.jdbcUrl().replace("jdbc:postgresql://", "postgres://" + login.name() + ":" + password + "@");
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Starts it unless it runs, until it is stopped. */
    public synchronized void keepRunning() {
        if (stopped || process != null && process.isAlive()) return;
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:AOTCache=target/quarkus-app/farebox.aot",
                "-Xlog:aot*=off",
                "-jar",
                "target/quarkus-app/quarkus-run.jar"));
        var builder = new ProcessBuilder(command)
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

    public synchronized long pid() {
        return process.pid();
    }

    /** As {@code kill -9} does. */
    public synchronized void kill() {
        if (process != null) process.destroyForcibly().onExit().join();
    }

    /** In good order, and for good. */
    public synchronized void stop() {
        stopped = true;
        if (process == null) return;
        process.destroy();
        process.onExit().join();
    }

    /** Whether it serves, and its database too. */
    public boolean isReady() throws InterruptedException {
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
    public Optional<String> appKey() throws IOException {
        return Files.exists(log)
                ? APP_KEY.matcher(Files.readString(log))
                        .results()
                        .map(key -> key.group(1))
                        .findFirst()
                : Optional.empty();
    }
}
