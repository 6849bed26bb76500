package farebox.gateway.converse;

import farebox.gateway.InvocationScene;
import io.restassured.RestAssured;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeBaseClientBuilder;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.auth.scheme.BedrockRuntimeAuthSchemeProvider;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;

/** Stock AWS clients, of which only endpoint and bearer token are not AWS's own. */
abstract class ConverseScene extends InvocationScene {
    BedrockRuntimeClient bedrock;

    /** What a client that knows nothing of it keeps in {@code farebox}. */
    record Receipt(String invocation, long charged, long available) {
        static Receipt of(Document fields) {
            var receipt = fields.asMap().get("farebox").asMap();
            return new Receipt(
                    receipt.get("invocation").asString(),
                    receipt.get("charged").asNumber().longValue(),
                    receipt.get("available").asNumber().longValue());
        }
    }

    @BeforeEach
    void connect() {
        bedrock = client(key);
    }

    @AfterEach
    void disconnect() {
        bedrock.close();
    }

    static BedrockRuntimeClient client(String key) {
        return pointed(BedrockRuntimeClient.builder().httpClientBuilder(ApacheHttpClient.builder()), key)
                .build();
    }

    /** Each call is tried once, unless a test says otherwise. */
    static <B extends BedrockRuntimeBaseClientBuilder<B, C>, C> B pointed(B client, String key) {
        return client.endpointOverride(URI.create("http://localhost:" + RestAssured.port + "/bedrock"))
                .region(Region.US_EAST_1)
                .authSchemeProvider(BedrockRuntimeAuthSchemeProvider.defaultProvider(List.of("httpBearerAuth")))
                .tokenProvider(() -> () -> key)
                .overrideConfiguration(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }

    ConverseRequest.Builder ask(String task, String text) {
        return asking(task).messages(says(ContentBlock.fromText(text)));
    }

    ConverseRequest.Builder asking(String task) {
        return ConverseRequest.builder().modelId(task).requestMetadata(Map.of("customer", customer));
    }

    static Message says(ContentBlock... content) {
        return Message.builder().role(ConversationRole.USER).content(content).build();
    }

    /** The same call again, for whoever compares keys. */
    static ConverseRequest.Builder under(String idempotencyKey, ConverseRequest.Builder asked) {
        return asked.overrideConfiguration(override -> override.putHeader("Idempotency-Key", idempotencyKey));
    }

    static Tool tool(String name, String property, String type) {
        return tool(
                name,
                Map.of(property, Document.mapBuilder().putString("type", type).build()));
    }

    static Tool tool(String name, Map<String, Document> properties) {
        return Tool.fromToolSpec(spec -> spec.name(name)
                .description("Does what it is called.")
                .inputSchema(schema -> schema.json(Document.mapBuilder()
                        .putString("type", "object")
                        .putDocument("properties", Document.fromMap(properties))
                        .build())));
    }
}
