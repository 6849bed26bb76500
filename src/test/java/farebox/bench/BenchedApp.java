package farebox.bench;

import farebox.testing.Instance;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The packaged application with 512 MB of heap, on a server and a local Bedrock, and customers there who can pay. */
final class BenchedApp implements AutoCloseable {
    static final String TASK = "simple";

    private static final int START_SECONDS_MAX = 120;
    private static final List<String> CUSTOMERS =
            IntStream.range(0, 256).mapToObj(no -> "customer-" + no).toList();
    private static final String CREDITS = "{\"credits\": 100000000, \"reason\": \"bench\"}";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path log =
            Path.of("target", "bench-gateway-" + ProcessHandle.current().pid() + ".log");
    private final Instance instance;
    private String key;

    private BenchedApp(Server server, LocalBedrock bedrock) {
        var settings = new HashMap<>(Instance.on(server.database()));
        settings.put("FAREBOX_DATA", server.folder().resolve("data").toString());
        // Another Bedrock than the sandbox's: so the demo, whose key is used here, must be asked for.
        settings.put("FAREBOX_DEMO", "true");
        settings.put("AWS_REGION", "us-east-1");
        settings.put("AWS_ACCESS_KEY_ID", "bench");
        settings.put("AWS_SECRET_ACCESS_KEY", "bench");
        settings.put("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", bedrock.address().toString());
        instance = new Instance(log, List.of("-Xmx512m"), settings);
    }

    static BenchedApp start(Server server, LocalBedrock bedrock) throws IOException, InterruptedException {
        var app = new BenchedApp(server, bedrock);
        Runtime.getRuntime().addShutdownHook(new Thread(app.instance::kill));
        app.instance.keepRunning();
        for (int tenths = START_SECONDS_MAX * 10; app.instance.appKey().isEmpty(); tenths--) {
            if (tenths == 0) throw new IOException("Farebox did not start: see " + app.log);
            TimeUnit.MILLISECONDS.sleep(100);
        }
        app.key = app.instance.appKey().orElseThrow();
        for (var customer : CUSTOMERS) {
            app.send("PUT", "/v1/customers/" + customer, "{\"name\": \"Bench\"}");
            app.send("POST", "/v1/customers/" + customer + "/grants", CREDITS);
        }
        return app;
    }

    private void send(String method, String path, String body) throws IOException, InterruptedException {
        var answer = http.send(
                request(path).method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2)
            throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(instance.address(path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .header(
                        "Idempotency-Key",
                        String.valueOf(ThreadLocalRandom.current().nextLong()));
    }

    /** Where AWS's SDK finds it. */
    URI bedrock() {
        return instance.address("/bedrock");
    }

    String key() {
        return key;
    }

    long pid() {
        return instance.pid();
    }

    static String anyCustomer() {
        return CUSTOMERS.get(ThreadLocalRandom.current().nextInt(CUSTOMERS.size()));
    }

    /** Asks for a stream, on the native surface. */
    HttpRequest streamed() {
        var body =
                "{\"customer\": \"%s\", \"task\": \"%s\", \"stream\": true, \"messages\": [{\"role\": \"user\", \"content\": \"Hello.\"}]}";
        return request("/v1/invocations")
                .POST(BodyPublishers.ofString(body.formatted(anyCustomer(), TASK)))
                .build();
    }

    /** What it printed is kept only when something went wrong. */
    void stop() throws IOException {
        instance.stop();
        Files.delete(log);
    }

    @Override
    public void close() {
        http.close();
        instance.kill();
    }
}
