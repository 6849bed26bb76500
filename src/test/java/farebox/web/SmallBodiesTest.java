package farebox.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import farebox.customer.AppKeys;
import farebox.customer.Apps;
import farebox.testing.Keys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A body is the same to its reader, whether it was read before the request got a thread or after. */
@QuarkusTest
class SmallBodiesTest {
    @Inject
    Apps apps;

    @Inject
    AppKeys keys;

    private String key;

    @BeforeEach
    void an_app() {
        key = keys.create(apps.ensure("bodies").no(), "test", Keys.EVERYTHING);
    }

    private static String body(int bytes) {
        return "{\"name\": \"Ada\"}" + " ".repeat(bytes - 15);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_1_1, 15, false",
        "HTTP_1_1, 65536, false",
        "HTTP_1_1, 65536, true",
        "HTTP_1_1, 65537, false",
        "HTTP_1_1, 65537, true",
        "HTTP_2, 15, false",
        "HTTP_2, 65537, false",
    })
    void each_is_read_whole(HttpClient.Version version, int bytes, boolean waits) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/v1/customers/ada"))
                .version(version)
                .expectContinue(waits)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key)
                .PUT(BodyPublishers.ofString(body(bytes)))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());
            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals("Ada", JsonPath.from(answer.body()).getString("name"));
        }
    }

    @Test
    void one_that_comes_in_pieces_is_awaited_and_the_next_on_its_connection_too() throws Exception {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            var out = socket.getOutputStream();
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            for (int call = 0; call < 2; call++) {
                out.write(head(40).getBytes(UTF_8));
                for (var piece : body(40).split("(?<=\\G.{10})")) {
                    out.write(piece.getBytes(UTF_8));
                    out.flush();
                }
                assertEquals("HTTP/1.1 200 OK", in.readLine());
                readAnswer(in);
            }
        }
    }

    @Test
    void one_that_never_comes_whole_is_given_up() throws Exception {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write((head(40) + "{").getBytes(UTF_8));
            assertEquals(-1, socket.getInputStream().read(), "the connection ends without an answer");
        }
    }

    private String head(int bytes) {
        return """
                PUT /v1/customers/ada HTTP/1.1
                Host: localhost
                Authorization: Bearer %s
                Content-Type: application/json
                Content-Length: %d

                """.formatted(key, bytes).replace("\n", "\r\n");
    }

    private static void readAnswer(BufferedReader in) throws Exception {
        var length = 0;
        for (var line = in.readLine(); !line.isEmpty(); line = in.readLine())
            if (line.toLowerCase().startsWith("content-length:"))
                length = Integer.parseInt(
                        line.substring("content-length:".length()).strip());
        assertEquals(length, in.skip(length));
    }
}
