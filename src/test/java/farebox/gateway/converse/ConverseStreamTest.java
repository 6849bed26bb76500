package farebox.gateway.converse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockStartEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockStopEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.DocumentSource;
import software.amazon.awssdk.services.bedrockruntime.model.MessageStartEvent;
import software.amazon.awssdk.services.bedrockruntime.model.MessageStopEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ModelStreamErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/** Streams, read by AWS's own asynchronous client for Java: as it comes over HTTP/2, and over HTTP/1.1. */
@QuarkusTest
class ConverseStreamTest extends ConverseScene {
    private BedrockRuntimeAsyncClient client(Protocol protocol) {
        var http = NettyNioAsyncHttpClient.builder().protocol(protocol);
        return pointed(BedrockRuntimeAsyncClient.builder().httpClientBuilder(http), key)
                .build();
    }

    /** What a client heard, in order, and by which headers. */
    private static final class Heard {
        private final List<ConverseStreamOutput> events = new ArrayList<>();
        private final CompletableFuture<ContentBlockDeltaEvent> first = new CompletableFuture<>();
        private ConverseStreamResponse response;

        private ConverseStreamResponseHandler handler() {
            return ConverseStreamResponseHandler.builder()
                    .onResponse(begun -> response = begun)
                    .subscriber(this::hear)
                    .build();
        }

        private void hear(ConverseStreamOutput event) {
            events.add(event);
            if (event instanceof ContentBlockDeltaEvent delta) first.complete(delta);
        }

        private <T> List<T> all(Class<T> kind) {
            return events.stream().filter(kind::isInstance).map(kind::cast).toList();
        }

        private String text() {
            return all(ContentBlockDeltaEvent.class).stream()
                    .map(more -> more.delta().text())
                    .collect(Collectors.joining());
        }

        private String toolInput(int block) {
            return all(ContentBlockDeltaEvent.class).stream()
                    .filter(more -> more.contentBlockIndex() == block)
                    .map(more -> more.delta().toolUse().input())
                    .collect(Collectors.joining());
        }

        private MessageStopEvent stop() {
            return all(MessageStopEvent.class).getFirst();
        }

        private Optional<String> header(String name) {
            return response.sdkHttpResponse().firstMatchingHeader(name);
        }
    }

    private static ConverseStreamRequest streamed(ConverseRequest asked) {
        return ConverseStreamRequest.builder()
                .modelId(asked.modelId())
                .messages(asked.messages())
                .toolConfig(asked.toolConfig())
                .requestMetadata(asked.requestMetadata())
                .additionalModelRequestFields(asked.additionalModelRequestFields())
                .overrideConfiguration(asked.overrideConfiguration().orElse(null))
                .build();
    }

    private Heard told(Protocol protocol, ConverseRequest.Builder asked) {
        var heard = new Heard();
        try (var client = client(protocol)) {
            client.converseStream(streamed(asked.build()), heard.handler()).join();
        }
        return heard;
    }

    private Throwable failed(ConverseRequest.Builder asked) {
        return assertThrows(CompletionException.class, () -> told(Protocol.HTTP2, asked))
                .getCause();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void an_answer_is_told_in_events_with_receipt_and_usage_at_the_end(Protocol protocol) {
        grant(20);
        var asked = under("stream-1", ask("standard", "How do I choose a tent?"));
        var heard = told(protocol, asked);
        assertInstanceOf(MessageStartEvent.class, heard.events.getFirst());
        assertTrue(heard.all(ContentBlockDeltaEvent.class).size() > 2);
        assertTrue(heard.text().contains("tent"));
        assertEquals(1, heard.all(ContentBlockStopEvent.class).size());
        assertEquals(StopReason.END_TURN, heard.stop().stopReason());
        var receipt = Receipt.of(heard.stop().additionalModelResponseFields());
        assertEquals(new Receipt(receipt.invocation(), 5, 15), receipt);
        assertEquals(Optional.of(receipt.invocation()), heard.header("Farebox-Invocation-Id"));
        assertTrue(heard.header("x-amzn-RequestId").isPresent());
        var last = assertInstanceOf(ConverseStreamMetadataEvent.class, heard.events.getLast());
        assertEquals(6, last.usage().inputTokens());
        balance(15, 0);
        var again = told(protocol, asked);
        assertEquals(Optional.of("true"), again.header("Idempotent-Replayed"));
        assertEquals(heard.text(), again.text());
        assertEquals(heard.stop(), again.stop());
        var lastAgain = assertInstanceOf(ConverseStreamMetadataEvent.class, again.events.getLast());
        assertEquals(last.usage(), lastAgain.usage());
        balance(15, 0);
    }

    @Test
    void documents_and_fields_of_a_model_go_with_a_stream_as_well() {
        grant(40);
        var asked = asking("premium")
                .messages(says(
                        ContentBlock.fromText("Well?"),
                        ContentBlock.fromDocument(document ->
                                document.name("Notes").source(DocumentSource.fromText("Tents leak at seams.")))))
                .additionalModelRequestFields(
                        Document.mapBuilder().putNumber("top_k", 40).build());
        assertTrue(told(Protocol.HTTP2, asked).text().contains("Tents leak"));
        assertThrows(
                CompletionException.class,
                () -> told(
                        Protocol.HTTP2,
                        asked.additionalModelRequestFields(
                                Document.mapBuilder().putString("top_k", "many").build())));
        balance(20, 0);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_body_that_is_too_large_is_refused_in_words(Protocol protocol) {
        var refused =
                assertThrows(CompletionException.class, () -> told(protocol, ask("simple", "x".repeat(11_000_000))));
        assertInstanceOf(ValidationException.class, refused.getCause());
    }

    @Test
    void tools_are_used_in_blocks_of_their_own() {
        grant(20);
        var heard = told(
                Protocol.HTTP2,
                ask("standard", "Now get_weather of Oslo [tools]")
                        .toolConfig(config ->
                                config.tools(tool("get_weather", "city", "string"), tool("get_time", Map.of()))));
        var starts = heard.all(ContentBlockStartEvent.class);
        assertEquals(
                List.of("get_weather", "get_time"),
                starts.stream().map(begun -> begun.start().toolUse().name()).toList());
        assertEquals(
                List.of(0, 1),
                starts.stream().map(ContentBlockStartEvent::contentBlockIndex).toList());
        assertEquals(
                List.of(0, 1),
                heard.all(ContentBlockStopEvent.class).stream()
                        .map(ContentBlockStopEvent::contentBlockIndex)
                        .toList());
        assertEquals("{\"city\":\"Oslo\"}", heard.toolInput(0));
        assertEquals("{}", heard.toolInput(1));
        assertEquals(StopReason.TOOL_USE, heard.stop().stopReason());
    }

    @Test
    void what_stands_in_the_way_beforehand_has_its_status() {
        grant(1);
        var refused = assertInstanceOf(BedrockRuntimeException.class, failed(ask("standard", "Hello")));
        assertEquals(402, refused.statusCode());
        assertEquals("InsufficientCreditsException", refused.awsErrorDetails().errorCode());
        balance(1, 0);
    }

    @Test
    void a_body_that_is_too_large_is_told_so_over_http_2_as_well() {
        var refused = assertInstanceOf(ValidationException.class, failed(ask("simple", "a".repeat(11_000_000))));
        assertEquals(
                "The body is larger than is read here.",
                refused.awsErrorDetails().errorMessage());
    }

    @Test
    void a_stream_that_fails_says_so_and_charges_nothing() {
        grant(20);
        var failed = assertInstanceOf(ModelStreamErrorException.class, failed(ask("standard", "Hello [break]")));
        assertTrue(failed.getMessage().contains("Nothing was charged."), failed.getMessage());
        balance(20, 0);
    }

    @Test
    void the_same_key_is_throttled_while_its_answer_is_being_told_and_then_finds_it() {
        grant(20);
        var asked = under("stream-2", ask("standard", "How do I choose a tent? [drip 300]"));
        var heard = new Heard();
        try (var client = client(Protocol.HTTP2)) {
            var telling = client.converseStream(streamed(asked.build()), heard.handler());
            heard.first.join();
            var early = assertThrows(ThrottlingException.class, () -> bedrock.converse(asked.build()));
            assertEquals(429, early.statusCode());
            telling.join();
        }
        var answer = bedrock.converse(asked.build());
        assertEquals(
                heard.text(), answer.output().message().content().getFirst().text());
        assertEquals(
                Receipt.of(heard.stop().additionalModelResponseFields()),
                Receipt.of(answer.additionalModelResponseFields()));
        balance(15, 0);
    }
}
