package farebox.gateway.bedrock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import farebox.gateway.Reply.Failure;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** What is told of an answer that nobody can read goes into logs, so none of the answer may be in it. */
class FaultsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Secretword",
                "{\"usage\": {\"inputTokens\": Secretword}}",
                "{\"usage\": {\"inputTokens\": \"Secretword\"}}"
            })
    void an_answer_that_cannot_be_read_is_not_quoted(String garbled) throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, garbled.length());
            exchange.getResponseBody().write(garbled.getBytes());
            exchange.close();
        });
        server.start();
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (var client = BedrockRuntimeClient.builder()
                .endpointOverride(address)
                .region(Region.US_EAST_1)
                .httpClientBuilder(ApacheHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .build()) {
            var fault = assertThrows(RuntimeException.class, () -> client.converse(call -> call.modelId("any")));
            var told = Faults.of(fault);
            assertEquals(Failure.ERROR, told.failure(), told.why());
            assertTrue(told.mayBeBilled(), told.why());
            assertEquals(-1, told.why().indexOf("Secretword"), told.why());
        } finally {
            server.stop(0);
        }
    }
}
