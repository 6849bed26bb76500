package farebox.webhook;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An app that listens, and believes only what the Standard Webhooks library has verified. */
final class Receiver implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final HttpServer server;
    private final BlockingQueue<Message> taken = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
    private volatile Webhook library;
    private volatile String said = "thanks";

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException busy) {
            throw new UncheckedIOException(busy);
        }
        server.createContext("/hook", this::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** What was told, and whether its signature holds. */
    record Message(String id, boolean verified, String body) {
        JsonPath json() {
            return JsonPath.from(body);
        }

        String type() {
            return json().getString("type");
        }
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/hook";
    }

    void trusts(String secret) {
        try {
            library = new Webhook(secret);
        } catch (EmptyWebhookSecretException none) {
            throw new IllegalArgumentException(none);
        }
    }

    /** Answers so to the next messages, one each; then 200 again. */
    void answers(Integer... statuses) {
        answers.addAll(List.of(statuses));
    }

    void says(String text) {
        said = text;
    }

    Message next() {
        try {
            var message = taken.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertNotNull(message, "nothing was told");
            return message;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    void hasHeardAll() {
        assertNull(taken.poll());
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            taken.add(new Message(exchange.getRequestHeaders().getFirst("webhook-id"), verified(exchange, body), body));
            var status = answers.poll();
            var answer = said.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", url());
            exchange.sendResponseHeaders(status == null ? 200 : status, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private boolean verified(HttpExchange exchange, String body) {
        try {
            library.verify(
                    body,
                    HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true)
                            .map());
            return true;
        } catch (WebhookVerificationException forged) {
            return false;
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
