package farebox;

import farebox.deployment.Launch;
import farebox.welcome.Demo;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Starts the server on a new database in a folder, asks it for a few pages, lets it serve calls of every kind and stops:
 * what a JVM has to see that records classes (JEP 514) and how methods are used (JEP 515) for the next starts.
 */
final class Rehearsal implements QuarkusApplication {
    private static final List<String> PAGES = List.of("/", "/admin/login", "/q/health/ready");
    private static final int CALLERS = 16;
    private static final int CALLS = 200;

    /** Words that make the sandbox's models answer without a pause. */
    private static final String AT_ONCE = "Why do fares exist? [slow 0]";

    private record Call(String path, String body) {}

    private static final List<Call> CALLS_OF_ALL_KINDS = List.of(
            new Call("/v1/invocations", """
                    {"task": "simple", "messages": [{"role": "user", "content": "%s"}]}""".formatted(AT_ONCE)),
            new Call("/v1/invocations", """
                    {"task": "simple", "stream": true, "messages": [{"role": "user", "content": "%s"}]}""".formatted(AT_ONCE)),
            new Call("/openai/v1/chat/completions", """
                    {"model": "simple", "messages": [{"role": "user", "content": "%s"}]}""".formatted(AT_ONCE)),
            new Call("/bedrock/model/simple/converse", """
                    {"messages": [{"role": "user", "content": [{"text": "%s"}]}]}""".formatted(AT_ONCE)));

    private final int port;
    private final Demo demo;

    Rehearsal(@ConfigProperty(name = "quarkus.http.port") int port, Demo demo) {
        this.port = port;
        this.demo = demo;
    }

    static void in(String folder) throws IOException {
        Launch.serve(Map.of("FAREBOX_DATA", folder, "FAREBOX_PORT", String.valueOf(freePort())));
        Quarkus.run(Rehearsal.class);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public int run(String... args) throws IOException, InterruptedException, ExecutionException {
        var key = demo.appKey().orElseThrow();
        try (var http = HttpClient.newHttpClient();
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var page : PAGES) check(http, request(page));
            check(
                    http,
                    posted(
                            "/v1/customers/" + Demo.CUSTOMER + "/grants",
                            key,
                            "{\"credits\": 1000000, \"reason\": \"Rehearsal\"}"));
            Callable<Void> caller = () -> {
                for (int i = 0; i < CALLS / CALLS_OF_ALL_KINDS.size(); i++)
                    for (var call : CALLS_OF_ALL_KINDS) check(http, posted(call.path(), key, call.body()));
                return null;
            };
            for (var done : callers.invokeAll(Collections.nCopies(CALLERS, caller))) done.get();
            return 0;
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpRequest.Builder posted(String path, String key, String body) {
        return request(path)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .header("Farebox-Customer", Demo.CUSTOMER)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body));
    }

    private static void check(HttpClient http, HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 400)
            throw new IOException(answer.uri() + ": " + answer.statusCode() + " " + answer.body());
    }
}
