package farebox.gateway.converse;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.customer.AppKey;
import farebox.customer.AppKey.Naming;
import farebox.customer.Caller;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.DocumentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.DocumentSource;
import software.amazon.awssdk.services.bedrockruntime.model.ImageSource;
import software.amazon.awssdk.services.bedrockruntime.model.ModelErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/** Driven by AWS's own client for Java. */
@QuarkusTest
class ConverseTest extends ConverseScene {
    private static final SdkBytes PIXEL = SdkBytes.fromByteArray(Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="));

    private static final DocumentBlock NOTES = DocumentBlock.builder()
            .format("md")
            .name("My notes")
            .source(DocumentSource.fromBytes(SdkBytes.fromUtf8String("Tents leak at seams.")))
            .build();

    private static String text(ConverseResponse answer) {
        return answer.output().message().content().getFirst().text();
    }

    private static Optional<String> header(ConverseResponse answer, String name) {
        return answer.sdkHttpResponse().firstMatchingHeader(name);
    }

    @Test
    void an_answer_comes_with_its_receipt() {
        grant(20);
        var answer = bedrock.converse(ask("standard", "How do I choose a tent?")
                .inferenceConfig(limits -> limits.maxTokens(200))
                .build());
        assertTrue(text(answer).contains("tent"));
        assertEquals(StopReason.END_TURN, answer.stopReason());
        assertEquals(6, answer.usage().inputTokens());
        assertEquals(6 + answer.usage().outputTokens(), answer.usage().totalTokens());
        assertEquals(0, answer.usage().cacheReadInputTokens());
        assertTrue(answer.metrics().latencyMs() >= 0);
        var receipt = Receipt.of(answer.additionalModelResponseFields());
        assertEquals(new Receipt(receipt.invocation(), 5, 15), receipt);
        assertEquals(Optional.of(receipt.invocation()), header(answer, "Farebox-Invocation-Id"));
        assertEquals(Optional.of("5"), header(answer, "Farebox-Credits-Charged"));
        assertEquals(Optional.of("15"), header(answer, "Farebox-Credits-Available"));
        assertEquals(
                header(answer, "x-request-id").orElseThrow(),
                answer.responseMetadata().requestId());
        balance(15, 0);
    }

    @Test
    void instructions_limits_and_cache_points_are_taken() {
        grant(20);
        var answer = bedrock.converse(ask("simple", "Tell me about lighthouses")
                .system(
                        SystemContentBlock.fromText("Be brief."),
                        SystemContentBlock.fromCachePoint(point -> point.type("default")))
                .inferenceConfig(limits ->
                        limits.maxTokens(10).temperature(0.2f).topP(0.9f).stopSequences("zebra"))
                .performanceConfig(speed -> speed.latency("standard"))
                .build());
        assertEquals(StopReason.MAX_TOKENS, answer.stopReason());
        assertEquals(10, answer.usage().outputTokens());
    }

    @Test
    void tools_are_used_and_answered() {
        grant(20);
        var asked = ask("standard", "Please call get_weather for Oslo, and then for 3 days [tools]")
                .toolConfig(config ->
                        config.tools(tool("get_weather", "city", "string"), tool("get_days", "days", "integer")));
        var first = bedrock.converse(asked.build());
        assertEquals(StopReason.TOOL_USE, first.stopReason());
        var said = first.output().message();
        var uses = said.content().stream().map(ContentBlock::toolUse).toList();
        assertEquals(
                List.of("get_weather", "get_days"),
                uses.stream().map(use -> use.name()).toList());
        assertEquals(
                Document.mapBuilder().putString("city", "Oslo").build(),
                uses.getFirst().input());
        var results = new ArrayList<ContentBlock>();
        for (var use : uses)
            results.add(ContentBlock.fromToolResult(result -> result.toolUseId(use.toolUseId())
                    .status("success")
                    .content(
                            ToolResultContentBlock.fromText("rain, says " + use.name()),
                            ToolResultContentBlock.fromJson(
                                    Document.fromMap(Map.of("degrees", Document.fromNumber("7.5")))))));
        results.add(ContentBlock.fromText("So?"));
        var before = asked.build().messages().getFirst();
        var answer = bedrock.converse(asked.messages(before, said, says(results.toArray(ContentBlock[]::new)))
                .build());
        assertEquals(StopReason.END_TURN, answer.stopReason());
        assertTrue(text(answer).contains("rain"));
        balance(10, 0);
    }

    @Test
    void a_tool_that_must_be_used_is() {
        grant(20);
        var answer = bedrock.converse(ask("standard", "Hello")
                .toolConfig(config -> config.tools(tool("get_weather", "city", "string"))
                        .toolChoice(choice -> choice.tool(one -> one.name("get_weather"))))
                .build());
        assertEquals(StopReason.TOOL_USE, answer.stopReason());
    }

    @Test
    void pictures_are_looked_at() {
        grant(20);
        var answer = bedrock.converse(asking("standard")
                .messages(says(
                        ContentBlock.fromText("What is this?"),
                        ContentBlock.fromImage(image -> image.format("png").source(ImageSource.fromBytes(PIXEL)))))
                .build());
        assertTrue(answer.usage().inputTokens() > 1_500);
    }

    @Test
    void documents_are_read() {
        grant(20);
        var answer = bedrock.converse(asking("standard")
                .messages(says(ContentBlock.fromText("Summed up?"), ContentBlock.fromDocument(NOTES)))
                .build());
        assertTrue(text(answer).contains("Tents leak"), text(answer));
        assertEquals(8, answer.usage().inputTokens());
        var page = SdkBytes.fromUtf8String("%PDF-1.7\n1 0 obj << /Type /Page >> endobj");
        var seen = bedrock.converse(asking("standard")
                .messages(says(
                        ContentBlock.fromText("And this?"),
                        ContentBlock.fromDocument(document ->
                                document.format("pdf").name("Scan (1)").source(DocumentSource.fromBytes(page)))))
                .build());
        assertTrue(text(seen).contains("Scan (1)") && seen.usage().inputTokens() > 1_500);
        balance(10, 0);
    }

    @Test
    void a_tool_may_answer_with_a_document() {
        grant(20);
        var asked = ask("standard", "Please call get_notes [tools]")
                .toolConfig(config -> config.tools(tool("get_notes", Map.of())));
        var said = bedrock.converse(asked.build()).output().message();
        var use = said.content().getFirst().toolUse();
        var result = ContentBlock.fromToolResult(
                read -> read.toolUseId(use.toolUseId()).content(ToolResultContentBlock.fromDocument(NOTES)));
        var answer = bedrock.converse(asked.messages(asked.build().messages().getFirst(), said, says(result))
                .build());
        assertTrue(text(answer).contains("Tents leak"), text(answer));
    }

    @Test
    void a_model_is_handed_the_fields_that_it_alone_knows() {
        grant(60);
        var thinking = Document.mapBuilder()
                .putDocument("thinking", thinking(1_024))
                .putNumber("top_k", 40)
                .build();
        bedrock.converse(
                ask("premium", "Hello").additionalModelRequestFields(thinking).build());
        var hasty = Document.mapBuilder().putDocument("thinking", thinking(9)).build();
        var refused = assertThrows(
                ModelErrorException.class,
                () -> bedrock.converse(ask("premium", "Hello")
                        .additionalModelRequestFields(hasty)
                        .build()));
        assertEquals(424, refused.statusCode());
        var wordy = Document.fromMap(Map.of("note", Document.fromString("x".repeat(10_000))));
        var tooLong = assertThrows(
                ValidationException.class,
                () -> bedrock.converse(ask("premium", "Hello")
                        .additionalModelRequestFields(wordy)
                        .build()));
        assertTrue(tooLong.getMessage().contains("10000"), tooLong.getMessage());
        balance(40, 0);
    }

    private static Document thinking(int budget) {
        return Document.mapBuilder()
                .putString("type", "enabled")
                .putNumber("budget_tokens", budget)
                .build();
    }

    @Test
    void the_same_key_charges_once() {
        grant(20);
        var first =
                bedrock.converse(under("converse-1", ask("standard", "Hello")).build());
        var again =
                bedrock.converse(under("converse-1", ask("standard", "Hello")).build());
        assertEquals(Optional.of("true"), header(again, "Idempotent-Replayed"));
        assertEquals(first.output(), again.output());
        assertEquals(first.usage(), again.usage());
        assertEquals(first.additionalModelResponseFields(), again.additionalModelResponseFields());
        balance(15, 0);
        bedrock.converse(ask("standard", "Hello").build());
        balance(10, 0);
    }

    /** Makes a client believe that its first answer was lost on the way. */
    private static final class LosesTheFirstAnswer implements ExecutionInterceptor {
        private int answers;

        @Override
        public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            answers++;
            return answers == 1
                    ? context.httpResponse().toBuilder().statusCode(503).build()
                    : context.httpResponse();
        }
    }

    @Test
    void a_client_that_tries_again_by_itself_is_charged_once() {
        grant(20);
        var loses = new LosesTheFirstAnswer();
        try (var client = pointed(BedrockRuntimeClient.builder().httpClientBuilder(ApacheHttpClient.builder()), key)
                .overrideConfiguration(override -> override.addExecutionInterceptor(loses))
                .build()) {
            var answer = client.converse(ask("standard", "Hello").build());
            assertEquals(2, loses.answers);
            assertEquals(Optional.of("true"), header(answer, "Idempotent-Replayed"));
            balance(15, 0);
        }
    }

    @Test
    void a_customer_is_named_by_metadata_by_header_or_by_the_key_itself() {
        grant(20);
        var first = bedrock.converse(ask("simple", "Hello")
                .requestMetadata(Map.of("customer", customer, "trip", "north"))
                .build());
        app().get("/v1/invocations/"
                        + Receipt.of(first.additionalModelResponseFields()).invocation())
                .then()
                .body("metadata", equalTo(Map.of("trip", "north")));
        bedrock.converse(ask("simple", "Hello")
                .requestMetadata(Map.of())
                .overrideConfiguration(override -> override.putHeader("Farebox-Customer", customer))
                .build());
        balance(18, 0);
        var naming = new Naming(Optional.of(customer), false);
        var own = keys.create(
                apps.ensure("invocations").no(), "own", new AppKey.Allowed(Set.of(Caller.COSTS_READ), false, naming));
        try (var client = client(own)) {
            client.converse(ask("simple", "Hello")
                    .requestMetadata(Map.of("trip", "south"))
                    .build());
        }
        balance(17, 0);
    }

    @Test
    void names_are_read_as_clients_encode_them() {
        grant(20);
        given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + key)
                .header("Farebox-Customer", customer)
                .contentType("application/json")
                .body("{\"messages\": [{\"role\": \"user\", \"content\": [{\"text\": \"Hello\"}]}]}")
                .post("/bedrock/model/%73imple/converse")
                .then()
                .statusCode(200);
        balance(19, 0);
    }
}
