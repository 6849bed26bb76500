package farebox;

import farebox.deployment.Launch;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Starts the server on a new database in a folder, asks it for a few pages and stops: what a JVM that records its classes
 * for the next starts (JEP 514) has to see.
 */
final class Rehearsal implements QuarkusApplication {
    private static final List<String> PATHS = List.of("/", "/admin/login", "/q/health/ready");

    private final int port;

    Rehearsal(@ConfigProperty(name = "quarkus.http.port") int port) {
        this.port = port;
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
    public int run(String... args) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            for (var path : PATHS) {
                var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
                if (http.send(request.build(), BodyHandlers.discarding()).statusCode() >= 400) return 1;
            }
            return 0;
        }
    }
}
