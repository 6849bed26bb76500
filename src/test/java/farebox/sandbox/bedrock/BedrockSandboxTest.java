package farebox.sandbox.bedrock;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.deployment.Deployment;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ImageSource;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ModelTimeoutException;
import software.amazon.awssdk.services.bedrockruntime.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ToolInputSchema;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/** Drives the sandbox with the AWS SDK, as the gateway does. */
@QuarkusTest
class BedrockSandboxTest {
    private static final String HAIKU = "anthropic.claude-haiku-4-5-20251001-v1:0";
    private static final String MICRO = "amazon.nova-micro-v1:0";

    @Inject
    Deployment deployment;

    private BedrockRuntimeClient bedrock;

    @BeforeEach
    void connect() {
        tell("{\"bedrock\": {\"latency_millis\": 0}}");
        bedrock = BedrockRuntimeClient.builder()
                .endpointOverride(deployment.bedrock().endpoint().orElseThrow())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(configuration -> configuration
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .apiCallAttemptTimeout(Duration.ofSeconds(20)))
                .build();
    }

    @AfterEach
    void forget() {
        bedrock.close();
        tell("{\"bedrock\": {\"latency_millis\": 150, \"behaviours\": []}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HAIKU,
                "us." + HAIKU,
                "global." + HAIKU,
                "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us." + HAIKU,
                "arn:aws:bedrock:us-east-1::foundation-model/" + HAIKU
            })
    void a_model_answers_by_every_name_it_has(String modelId) {
        var answer = ask(modelId, "How do I choose a tent?");
        assertTrue(text(answer).contains("How do I choose a tent"));
        assertEquals(text(ask(HAIKU, "How do I choose a tent?")), text(answer));
        assertEquals("end_turn", answer.stopReasonAsString());
        assertEquals(6, answer.usage().inputTokens());
        assertEquals(Math.ceilDiv(text(answer).length(), 4), answer.usage().outputTokens());
        assertEquals(6 + answer.usage().outputTokens(), answer.usage().totalTokens());
        assertTrue(answer.metrics().latencyMs() >= 0);
    }

    @Test
    void max_tokens_cuts_the_answer() {
        var answer = bedrock.converse(request -> request.modelId(MICRO)
                .messages(says(ConversationRole.USER, "Tell me a story"))
                .inferenceConfig(inference -> inference.maxTokens(5)));
        assertEquals("max_tokens", answer.stopReasonAsString());
        assertEquals(5, answer.usage().outputTokens());
        assertEquals(20, text(answer).length());
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLE", "REFUSE", "UNAVAILABLE", "ERROR", "MODEL_ERROR"})
    void a_model_fails_as_it_is_told(Kind kind) {
        tell("{\"bedrock\": {\"behaviours\": [{\"kind\": \"%s\", \"calls\": 1}]}}"
                .formatted(kind.name().toLowerCase(java.util.Locale.ROOT)));
        var error = kind.error().orElseThrow();
        var failure = assertThrows(BedrockRuntimeException.class, () -> ask(MICRO, "Hello"));
        assertEquals(error.status(), failure.statusCode());
        assertEquals(error.type(), failure.getClass().getSimpleName());
        assertTrue(failure.getMessage().contains(error.message()));
        assertTrue(text(ask(MICRO, "Hello")).contains("Hello"));
    }

    @Test
    void only_the_model_that_was_named_fails_until_it_is_told_otherwise() {
        tell("{\"bedrock\": {\"behaviours\": [{\"model\": \"%s\", \"kind\": \"throttle\"}]}}".formatted(MICRO));
        assertThrows(ThrottlingException.class, () -> ask("us." + MICRO, "Hello"));
        assertThrows(ThrottlingException.class, () -> ask(MICRO, "Hello"));
        assertTrue(text(ask(HAIKU, "Hello")).contains("Hello"));
        tell("{\"bedrock\": {\"behaviours\": []}}");
        assertTrue(text(ask(MICRO, "Hello")).contains("Hello"));
    }

    @Test
    void a_model_can_answer_late_or_never_in_time() {
        tell("{\"bedrock\": {\"behaviours\": [{\"kind\": \"slow\", \"millis\": 30, \"calls\": 1},"
                + " {\"kind\": \"timeout\", \"millis\": 10}]}}");
        assertEquals(30, ask(MICRO, "Hello").metrics().latencyMs());
        assertThrows(ModelTimeoutException.class, () -> ask(MICRO, "Hello"));
    }

    @Test
    void a_model_can_talk_garbage_or_keep_quiet_about_tokens() {
        tell("{\"bedrock\": {\"behaviours\": [{\"kind\": \"garbage\", \"calls\": 1}, {\"kind\": \"no_usage\"}]}}");
        assertThrows(SdkClientException.class, () -> ask(MICRO, "Hello"));
        assertNull(ask(MICRO, "Hello").usage());
    }

    @Test
    void magic_words_work_on_every_call_or_on_every_other() {
        assertThrows(ThrottlingException.class, () -> ask(MICRO, "Hello [throttle]"));
        assertThrows(ThrottlingException.class, () -> ask(HAIKU, "Hello [throttle]"));
        assertThrows(AccessDeniedException.class, () -> ask(MICRO, "Hello [refuse]"));
        assertThrows(ThrottlingException.class, () -> ask(MICRO, "Hello [throttle once]"));
        assertTrue(text(ask(HAIKU, "Hello [throttle once]")).contains("Hello"));
        assertEquals(25, ask(MICRO, "Hello [slow 25]").metrics().latencyMs());
        assertThrows(ModelTimeoutException.class, () -> ask(MICRO, "Hello [timeout 5]"));
    }

    @Test
    void unsound_requests_are_refused() {
        assertThrows(ResourceNotFoundException.class, () -> ask("anthropic.nobody-v1:0", "Hello"));
        assertThrows(ValidationException.class, () -> ask("nonsense", "Hello"));
        invalid("start with a user message", says(ConversationRole.ASSISTANT, "Hello"));
        invalid("must alternate", says(ConversationRole.USER, "Hello"), says(ConversationRole.USER, "Hello"));
        invalid("is blank", says(ConversationRole.USER, " "));
        assertThrows(
                ValidationException.class,
                () -> bedrock.converse(request -> request.modelId(MICRO)
                        .messages(says(ConversationRole.USER, "Hello"))
                        .inferenceConfig(inference -> inference.maxTokens(0))));
    }

    @Test
    void a_model_asks_for_a_tool_and_wants_its_result() {
        var tools = ToolConfiguration.builder()
                .tools(Tool.fromToolSpec(spec -> spec.name("look")
                        .inputSchema(ToolInputSchema.fromJson(Document.mapBuilder()
                                .putMap("properties", all -> all.putMap("at", at -> at.putString("type", "string")))
                                .build()))))
                .build();
        var question = says(ConversationRole.USER, "Please look at Oslo");
        var asked = bedrock.converse(
                request -> request.modelId(HAIKU).toolConfig(tools).messages(question));
        assertEquals("tool_use", asked.stopReasonAsString());
        var use = asked.output().message().content().getFirst().toolUse();
        assertEquals("Oslo", use.input().asMap().get("at").asString());
        var said = asked.output().message();
        invalid(tools, "Expected toolResult blocks", question, said, says(ConversationRole.USER, "And?"));
        var result = Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromToolResult(
                        back -> back.toolUseId(use.toolUseId()).content(ToolResultContentBlock.fromText("fog"))))
                .build();
        invalid("toolConfig field must be defined", question, said, result);
        invalid(tools, "exceeds the number of toolUse blocks", result);
        assertTrue(text(bedrock.converse(
                        request -> request.modelId(HAIKU).toolConfig(tools).messages(question, said, result)))
                .contains("fog"));
    }

    @Test
    void pictures_must_be_what_they_are_called_and_be_looked_at() {
        var gif = "GIF89a".getBytes(StandardCharsets.ISO_8859_1);
        assertTrue(bedrock.converse(request -> request.modelId(HAIKU).messages(shows("gif", gif)))
                        .usage()
                        .inputTokens()
                >= 1_500);
        for (var wrong : List.of(shows("png", gif), shows("bmp", gif), shows("gif", new byte[] {1}))) {
            assertThrows(
                    ValidationException.class,
                    () -> bedrock.converse(request -> request.modelId(HAIKU).messages(wrong)));
        }
        invalid("doesn't support the image content block", shows("gif", gif));
    }

    private static Message shows(String format, byte[] bytes) {
        return Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromImage(
                        image -> image.format(format).source(ImageSource.fromBytes(SdkBytes.fromByteArray(bytes)))))
                .build();
    }

    @Test
    void errors_look_like_those_of_aws() {
        given().body("{}")
                .post("/sandbox/bedrock/model/amazon.nova-micro-v1:0/converse")
                .then()
                .statusCode(403)
                .header("x-amzn-errortype", "MissingAuthenticationTokenException")
                .header("x-amzn-requestid", notNullValue())
                .body("message", equalTo("Missing Authentication Token"));
        given().header("Authorization", "Bearer any")
                .body("{")
                .post("/sandbox/bedrock/model/amazon.nova-micro-v1:0/converse")
                .then()
                .statusCode(400)
                .header("x-amzn-errortype", "SerializationException");
        given().header("Authorization", "Bearer any")
                .body("{}")
                .post("/sandbox/bedrock/model/amazon.nova-micro-v1:0/converse-stream")
                .then()
                .statusCode(400)
                .header("x-amzn-errortype", "ValidationException");
    }

    private void invalid(String reason, Message... messages) {
        invalid(null, reason, messages);
    }

    private void invalid(ToolConfiguration tools, String reason, Message... messages) {
        var refused = assertThrows(
                ValidationException.class,
                () -> bedrock.converse(
                        request -> request.modelId(MICRO).toolConfig(tools).messages(messages)));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    private ConverseResponse ask(String modelId, String text) {
        return bedrock.converse(request -> request.modelId(modelId).messages(says(ConversationRole.USER, text)));
    }

    private static Message says(ConversationRole role, String text) {
        return Message.builder().role(role).content(ContentBlock.fromText(text)).build();
    }

    private static String text(ConverseResponse answer) {
        return answer.output().message().content().getFirst().text();
    }

    private static void tell(String settings) {
        given().contentType("application/json")
                .body(settings)
                .post("/sandbox/control")
                .then()
                .statusCode(200);
    }
}
