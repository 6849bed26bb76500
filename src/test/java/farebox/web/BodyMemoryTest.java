package farebox.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.customer.AppKeys;
import farebox.customer.Apps;
import farebox.testing.Keys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies that are too large, or too many at once; some come in chunks, so that only their end shows how large they are. */
@QuarkusTest
class BodyMemoryTest {
    private static final int LARGE = 10_000_000;

    @Inject
    Apps apps;

    @Inject
    AppKeys keys;

    private HttpResponse<String> sent(HttpClient.Version version, String path, int bytes) throws Exception {
        var body = new byte[bytes];
        Arrays.fill(body, (byte) ' ');
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .version(version)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key())
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private String key() {
        return keys.create(apps.ensure("bodies").no(), "test", Keys.EVERYTHING);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_1_1, /v1/invocations, 413, code",
        "HTTP_2, /v1/invocations, 413, code",
        "HTTP_1_1, /openai/v1/chat/completions, 413, error.code",
        "HTTP_1_1, /bedrock/model/simple/converse, 400, code",
        "HTTP_2, /bedrock/model/simple/converse, 400, code",
        "HTTP_1_1, /bedrock/model/simple/converse-stream, 400, code",
    })
    void each_surface_says_in_its_own_words_that_a_body_is_too_large(
            HttpClient.Version version, String path, int status, String code) throws Exception {
        var refused = sent(version, path, 11_000_000);
        assertEquals(status, refused.statusCode());
        assertEquals("request_too_large", JsonPath.from(refused.body()).getString(code));
        assertEquals(
                path.startsWith("/bedrock"),
                refused.headers().firstValue("x-amzn-ErrorType").isPresent());
    }

    @Test
    void a_body_within_the_limit_is_read() throws Exception {
        var read = sent(HttpClient.Version.HTTP_1_1, "/v1/invocations", 9_000_000);
        assertEquals(400, read.statusCode());
        assertTrue(read.body().contains("invalid_request"), read.body());
    }

    @Test
    void bodies_that_do_not_fit_into_the_memory_together_come_later() throws Exception {
        var senders = new ArrayList<Socket>();
        var answers = new LinkedBlockingQueue<String>();
        var head = "POST /v1/invocations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer %s\r\nContent-Length: %d\r\n\r\n".formatted(key(), LARGE);
        try (var reading = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var room = Runtime.getRuntime().maxMemory() / 16; room >= 0; room -= LARGE) {
                var sender = new Socket("localhost", RestAssured.port);
                senders.add(sender);
                sender.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                reading.submit(() -> answers.add(
                        new BufferedReader(new InputStreamReader(sender.getInputStream(), StandardCharsets.US_ASCII))
                                .readLine()));
            }
            // One was too many; the others have announced what they then do not send.
            assertEquals("HTTP/1.1 429 Too Many Requests", answers.take());
            for (var sender : senders) sender.close();
        }
        while (sent(HttpClient.Version.HTTP_1_1, "/v1/invocations", LARGE).statusCode() == 429) Thread.onSpinWait();
        assertEquals(
                400, sent(HttpClient.Version.HTTP_1_1, "/v1/invocations", LARGE).statusCode());
    }
}
