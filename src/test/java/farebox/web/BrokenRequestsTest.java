package farebox.web;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.customer.AppKeys;
import farebox.customer.Apps;
import farebox.testing.Keys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be read is the fault of whoever sent it: it is told so, and nothing is logged as an error of ours. */
@QuarkusTest
class BrokenRequestsTest {
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final Logger ROOT = Logger.getLogger("");

    @Inject
    Apps apps;

    @Inject
    AppKeys keys;

    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final AtomicInteger lines = new AtomicInteger();
    private final Handler ear = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() > Level.WARNING.intValue() || line.getThrown() != null)
                errors.add(line.getLoggerName() + ": " + line.getMessage() + " " + line.getThrown());
            if (line.getLoggerName().equals(Failures.class.getName())) lines.incrementAndGet();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private String key;

    @BeforeEach
    void an_app_and_an_ear() {
        key = keys.create(apps.ensure("broken requests").no(), "test", Keys.EVERYTHING);
        ROOT.addHandler(ear);
    }

    @AfterEach
    void nothing_is_an_error_of_ours() {
        ROOT.removeHandler(ear);
        assertEquals(List.of(), errors);
    }

    private RequestSpecification app() {
        return given().header("Authorization", "Bearer " + key);
    }

    @ParameterizedTest
    @CsvSource({
        "/openai/v1/chat/completions, error.code",
        "/bedrock/model/simple/converse, code",
        "/v1/invocations, code",
    })
    void a_number_may_be_beyond_all_reckoning(String path, String code) {
        app().contentType("application/json")
                .body("{\"temperature\": 1e9999999999}")
                .post(path)
                .then()
                .statusCode(400)
                .body(code, equalTo("invalid_request"));
    }

    @Test
    void so_may_one_in_what_a_tool_was_given() {
        app().contentType("application/json")
                .body("""
                        {"model": "simple", "user": "ada", "messages": [
                          {"role": "user", "content": "look"},
                          {"role": "assistant", "tool_calls": [{"id": "t", "type": "function",
                            "function": {"name": "look", "arguments": "{\\"far\\": 1e9999999999}"}}]}]}
                        """)
                .post("/openai/v1/chat/completions")
                .then()
                .statusCode(400)
                .body("error.param", equalTo("messages.1.tool_calls.0.function.arguments"));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/invocations, Content-Type: x, 415",
        "/v1/invocations, Accept: x, 400",
        "/v1/customers/ada/grants, 'Content-Type: application/json, application/json', 415",
        "/v1/customers/ada/grants, Content-Type: multipart/form-data; boundary=x, 415",
        "/v1/checkout-sessions, Content-Type: application/x-www-form-urlencoded, 415",
        "/v1/portal-sessions, Content-Type: multipart/form-data; boundary=x, 415",
    })
    void a_type_that_is_none_or_not_json_is_refused(String path, String header, int status) throws Exception {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream().write(head(path, header, "Connection: close", "Content-Length: 2", "", "{}"));
            var answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
            assertTrue(answer.contains("\"code\":"), answer);
        }
    }

    @ParameterizedTest
    @CsvSource({"/admin/login", "/portal"})
    void people_see_a_page_that_says_that_a_form_is_too_large(String path) throws Exception {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head(path, "Expect: 100-continue", "Content-Length: 99999999", "", ""));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            assertEquals("HTTP/1.1 413 Request Entity Too Large", lines.readLine());
            for (var line = ""; !line.contains("</html>"); ) line = lines.readLine();
        }
    }

    @ParameterizedTest
    @CsvSource({"Farebox-Customer", "Farebox-Task-Units"})
    void a_header_that_comes_twice_says_the_same_twice(String name) throws Exception {
        var body = "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}";
        for (var second : List.of("1", "2"))
            try (var socket = new Socket("localhost", RestAssured.port)) {
                var twice = List.of(name + ": 1", name + ": " + second, "Farebox-Customer: 1");
                var lines = new ArrayList<>(twice);
                lines.addAll(List.of("Content-Type: application/json", "Connection: close"));
                lines.addAll(List.of("Content-Length: " + body.length(), "", body));
                socket.getOutputStream().write(head("/v1/quotes", lines.toArray(String[]::new)));
                var answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
                assertEquals(second.equals("2"), answer.contains("comes twice"), answer);
            }
    }

    @ParameterizedTest
    @CsvSource({"/v1/invocations", "/openai/v1/chat/completions", "/v1/customers/ada/grants"})
    void who_leaves_while_sending_is_let_go(String path) throws Exception {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            var beginning = head(
                    path,
                    "Content-Type: application/json",
                    "Transfer-Encoding: chunked",
                    "Expect: 100-continue",
                    "",
                    "2",
                    "{ ");
            socket.getOutputStream().write(beginning);
            // Once it is asked to go on, somebody reads: what a reset connection sent before may never be seen.
            assertEquals(
                    "HTTP/1.1 100 Continue", new String(socket.getInputStream().readNBytes(21), UTF_8));
            socket.setSoLinger(true, 0);
        }
        var begun = System.nanoTime();
        while (lines.get() == 0) {
            assertTrue(System.nanoTime() - begun < PATIENCE_NANOS, "nobody noticed");
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/packs, '\"code\":\"invalid_request\"'",
        "/openai/v1/models, '{\"error\":{'",
        "/bedrock/model/simple/converse, x-amzn-ErrorType: ValidationException",
        "/admin/login, </html>",
        "/portal, </html>",
    })
    void a_request_that_names_no_host_is_refused(String path, String answer) throws Exception {
        var told = told("GET " + path + " HTTP/1.1\r\nConnection: close\r\nAuthorization: Bearer " + key + "\r\n\r\n");
        assertTrue(told.startsWith("HTTP/1.1 400 "), told);
        assertTrue(told.contains("x-request-id: req_"), told);
        assertTrue(told.contains(answer), told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.6\r\n", "GET / HTTP/9.9\r\n\r\n", "GET\r\n\r\n"})
    void a_greeting_in_another_protocol_is_no_news(String greeting) throws Exception {
        told(greeting);
    }

    /** What comes of these very bytes. */
    private static String told(String request) throws Exception {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private byte[] head(String path, String... lines) {
        var first = "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n".formatted(path, key);
        return (first + String.join("\r\n", lines)).getBytes(UTF_8);
    }
}
