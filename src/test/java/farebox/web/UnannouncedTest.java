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
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies that are sent in chunks, so that only their end shows how large they are. */
@QuarkusTest
class UnannouncedTest {
    @Inject
    Apps apps;

    @Inject
    AppKeys keys;

    private HttpResponse<String> sent(HttpClient.Version version, String path, int bytes) throws Exception {
        var key = keys.create(apps.ensure("unannounced").no(), "test", Keys.EVERYTHING);
        var body = new byte[bytes];
        Arrays.fill(body, (byte) ' ');
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .version(version)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
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
}
