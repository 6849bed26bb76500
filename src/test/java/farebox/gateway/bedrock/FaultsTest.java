package farebox.gateway.bedrock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import farebox.gateway.Reply.Failed;
import farebox.gateway.Reply.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
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
        try (var client = BedrockRuntimeClient.builder()
                .endpointOverride(address)
                .region(Region.US_EAST_1)
                .httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(calls -> calls.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .build()) {
            return Faults.of(assertThrows(RuntimeException.class, () -> client.converse(call -> call.modelId("any"))));
        } finally {
            server.stop(0);
        }
    }
}
