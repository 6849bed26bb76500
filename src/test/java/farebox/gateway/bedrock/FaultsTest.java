package farebox.gateway.bedrock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import farebox.gateway.Reply.Failed;
import farebox.gateway.Reply.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;

/** What is made of the ways in which Bedrock does not answer. It goes into logs, so none of an answer may be in it. */
class FaultsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Secretword",
                "{\"usage\": {\"inputTokens\": Secretword}}",
                "{\"usage\": {\"inputTokens\": \"Secretword\"}}"
            })
    void an_answer_that_cannot_be_read_is_not_quoted(String garbled) throws IOException {
        var told = told(200, Map.of(), garbled);
        assertEquals(Failure.ERROR, told.failure(), told.why());
        assertTrue(told.mayBeBilled(), told.why());
        assertEquals(-1, told.why().indexOf("Secretword"), told.why());
    }

    @Test
    void an_answer_that_was_garbled_on_its_way_counts() throws IOException {
        var told = told(200, Map.of("x-amz-crc32", "1"), "{}");
        assertEquals(Failure.ERROR, told.failure(), told.why());
        assertTrue(told.mayBeBilled(), told.why());
    }

    /** Whatever is sent with it, a name that tells of a quota, of haste or of our access does not blame the request. */
    @ParameterizedTest
    @CsvSource({
        "400, ValidationException, INVALID",
        "400, SomethingNewException, INVALID",
        "400, , INVALID",
        "400, ThrottlingException, UNAVAILABLE",
        "400, ServiceQuotaExceededException, UNAVAILABLE",
        "400, AccessDeniedException, UNAVAILABLE",
        "400, ExpiredTokenException, UNAVAILABLE",
        "403, UnrecognizedClientException, UNAVAILABLE",
        "408, ModelTimeoutException, TIMEOUT",
        "424, ModelErrorException, ERROR",
        "429, ThrottlingException, UNAVAILABLE",
        "500, InternalServerException, ERROR",
        "503, ServiceUnavailableException, UNAVAILABLE",
    })
    void a_refusal_says_whose_fault_it_is(int status, String name, Failure failure) throws IOException {
        Map<String, String> headers = name == null ? Map.of() : Map.of("x-amzn-errortype", name);
        var told = told(status, headers, "{\"message\": \"no\"}");
        assertEquals(failure, told.failure(), told.why());
        assertEquals(status == 408 || status == 424, told.mayBeBilled(), told.why());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 103})
    void what_is_no_answer_yet_may_be_billed(int status) {
        var told =
                Faults.of(BedrockRuntimeException.builder().statusCode(status).build());
        assertEquals(Failure.ERROR, told.failure(), told.why());
        assertTrue(told.mayBeBilled(), told.why());
    }

    @Test
    void a_host_that_is_not_found_has_cost_nothing() {
        try (var client = client(URI.create("http://nothing.invalid"), ApacheHttpClient.builder())) {
            assertUnasked(asked(client));
        }
    }

    @Test
    void a_host_that_lets_nobody_in_has_cost_nothing() throws Exception {
        var crowd = new ArrayList<Socket>();
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = client(
                        URI.create("http://127.0.0.1:" + full.getLocalPort()),
                        ApacheHttpClient.builder().connectionTimeout(Duration.ofMillis(200)))) {
            // The system takes one or two more than it was told to, and nobody after them.
            for (var let = true; let; ) {
                crowd.add(new Socket());
                let = isLetIn(crowd.getLast(), full);
            }
            assertUnasked(asked(client));
        } finally {
            for (var one : crowd) one.close();
        }
    }

    private static boolean isLetIn(Socket one, ServerSocket to) throws IOException {
        try {
            one.connect(to.getLocalSocketAddress(), 200);
            return true;
        } catch (SocketTimeoutException full) {
            return false;
        }
    }

    @Test
    void a_call_that_gets_no_connection_in_time_has_cost_nothing() throws Exception {
        try (var silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                var client = client(
                        URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                        ApacheHttpClient.builder()
                                .maxConnections(1)
                                .connectionAcquisitionTimeout(Duration.ofMillis(200)))) {
            var first = Thread.startVirtualThread(() -> asked(client));
            var called = silent.accept();
            assertUnasked(asked(client));
            called.close();
            first.join();
        }
    }

    @Test
    void a_call_that_is_stopped_under_way_may_be_billed() throws Exception {
        try (var silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                var client =
                        client(URI.create("http://127.0.0.1:" + silent.getLocalPort()), ApacheHttpClient.builder())) {
            var told = new CompletableFuture<Failed>();
            var call = Thread.startVirtualThread(() -> told.complete(asked(client)));
            try (var called = silent.accept()) {
                called.getInputStream().read();
                call.interrupt();
                assertTrue(told.get().mayBeBilled(), told.get().why());
            }
        }
    }

    private static void assertUnasked(Failed told) {
        assertEquals(Failure.UNAVAILABLE, told.failure(), told.why());
        assertFalse(told.mayBeBilled(), told.why());
    }

    /** What is made of such an answer of Bedrock's. */
    private static Failed told(int status, Map<String, String> headers, String body) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            headers.forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes());
            exchange.close();
        });
        server.start();
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (var client = client(address, ApacheHttpClient.builder())) {
            return asked(client);
        } finally {
            server.stop(0);
        }
    }

    private static Failed asked(BedrockRuntimeClient client) {
        return Faults.of(assertThrows(RuntimeException.class, () -> client.converse(call -> call.modelId("any"))));
    }

    private static BedrockRuntimeClient client(URI address, ApacheHttpClient.Builder http) {
        return BedrockRuntimeClient.builder()
                .endpointOverride(address)
                .region(Region.US_EAST_1)
                .httpClientBuilder(http)
                .overrideConfiguration(calls -> calls.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .build();
    }
}
