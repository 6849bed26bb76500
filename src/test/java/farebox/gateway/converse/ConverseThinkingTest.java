package farebox.gateway.converse;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockStartEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockStopEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ModelErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelStreamErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.ReasoningContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ReasoningContentBlockDelta;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/** What a model thinks before it answers, and that it finds it again: through AWS's own clients for Java. */
@QuarkusTest
class ConverseThinkingTest extends ConverseScene {
    private static final Document THINKING = Document.mapBuilder()
            .putMap(
                    "thinking",
                    thinking -> thinking.putString("type", "enabled").putNumber("budget_tokens", 1_024))
            .build();

    private ConverseRequest.Builder askThinking(String text) {
        return ask("premium", text).additionalModelRequestFields(THINKING);
    }

    private ConverseRequest.Builder askWeather(String more) {
        return askThinking("Please call get_weather for Oslo " + more)
                .toolConfig(config -> config.tools(tool("get_weather", "city", "string")));
    }

    /** What an app sends once it has used the tool that {@code said} asks for. */
    private static ConverseRequest used(ConverseRequest.Builder asked, Message said) {
        var use = said.content().getLast().toolUse();
        var result = ContentBlock.fromToolResult(
                rain -> rain.toolUseId(use.toolUseId()).content(ToolResultContentBlock.fromText("rain")));
        return asked.messages(asked.build().messages().getFirst(), said, says(result))
                .build();
    }

    private List<ConverseStreamOutput> told(ConverseRequest asked) {
        var events = new ArrayList<ConverseStreamOutput>();
        tell(asked, events);
        return events;
    }

    private void tell(ConverseRequest asked, List<ConverseStreamOutput> events) {
        var request = ConverseStreamRequest.builder()
                .modelId(asked.modelId())
                .messages(asked.messages())
                .toolConfig(asked.toolConfig())
                .requestMetadata(asked.requestMetadata())
                .additionalModelRequestFields(asked.additionalModelRequestFields())
                .overrideConfiguration(asked.overrideConfiguration().orElse(null))
                .build();
        var handler =
                ConverseStreamResponseHandler.builder().subscriber(events::add).build();
        try (var client = pointed(
                        BedrockRuntimeAsyncClient.builder().httpClientBuilder(NettyNioAsyncHttpClient.builder()), key)
                .build()) {
            client.converseStream(request, handler).join();
        }
    }

    private static List<ContentBlockDeltaEvent> deltas(List<ConverseStreamOutput> events) {
        return events.stream()
                .filter(ContentBlockDeltaEvent.class::isInstance)
                .map(ContentBlockDeltaEvent.class::cast)
                .toList();
    }

    private static List<ReasoningContentBlockDelta> thoughts(List<ConverseStreamOutput> events) {
        return deltas(events).stream()
                .filter(more -> more.contentBlockIndex() == 0)
                .map(more -> more.delta().reasoningContent())
                .toList();
    }

    /** Puts a message together again as apps do, block by block. */
    private static Message whole(List<ConverseStreamOutput> events) {
        var blocks = new TreeMap<Integer, ContentBlock>();
        for (var event : events) {
            if (event instanceof ContentBlockStartEvent begun)
                blocks.put(
                        begun.contentBlockIndex(),
                        ContentBlock.fromToolUse(
                                use -> use.toolUseId(begun.start().toolUse().toolUseId())
                                        .name(begun.start().toolUse().name())
                                        .input(Document.fromMap(Map.of("city", Document.fromString("Oslo"))))));
            if (event instanceof ContentBlockDeltaEvent more && more.delta().reasoningContent() != null)
                blocks.merge(
                        more.contentBlockIndex(),
                        ContentBlock.fromReasoningContent(block(more.delta().reasoningContent())),
                        ConverseThinkingTest::joined);
        }
        return Message.builder()
                .role(ConversationRole.ASSISTANT)
                .content(blocks.values())
                .build();
    }

    private static ReasoningContentBlock block(ReasoningContentBlockDelta bit) {
        return bit.redactedContent() == null
                ? ReasoningContentBlock.fromReasoningText(
                        text -> text.text(bit.text()).signature(bit.signature()))
                : ReasoningContentBlock.fromRedactedContent(bit.redactedContent());
    }

    private static ContentBlock joined(ContentBlock one, ContentBlock other) {
        var before = one.reasoningContent().reasoningText();
        var after = other.reasoningContent().reasoningText();
        return ContentBlock.fromReasoningContent(ReasoningContentBlock.fromReasoningText(
                text -> text.text(before.text() + (after.text() == null ? "" : after.text()))
                        .signature(after.signature())));
    }

    @Test
    void a_thought_comes_before_its_answer_and_is_paid_like_it() {
        grant(40);
        var asked = under("thinks", askThinking("How do I choose a tent?")).build();
        var answer = bedrock.converse(asked);
        var said = answer.output().message().content();
        assertEquals(2, said.size());
        var thought = said.getFirst().reasoningContent().reasoningText();
        assertTrue(thought.text().contains("6 words"), thought.text());
        assertTrue(thought.signature().length() > 20);
        assertTrue(said.get(1).text().contains("tent"));
        assertTrue(answer.usage().outputTokens()
                >= (thought.text().length() + said.get(1).text().length()) / 4);
        balance(20, 0);
        assertEquals(answer.output(), bedrock.converse(asked).output());
        balance(20, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[redacted]"})
    void a_model_goes_on_with_what_a_tool_has_answered_and_with_what_it_thought(String how) {
        grant(40);
        var asked = askWeather(how);
        var first = bedrock.converse(asked.build());
        assertEquals(StopReason.TOOL_USE, first.stopReason());
        assertEquals(
                List.of(ContentBlock.Type.REASONING_CONTENT, ContentBlock.Type.TOOL_USE),
                first.output().message().content().stream()
                        .map(ContentBlock::type)
                        .toList());
        var answer = bedrock.converse(used(asked, first.output().message()));
        assertEquals(StopReason.END_TURN, answer.stopReason());
        assertTrue(answer.output().message().content().getLast().text().contains("rain"));
        balance(0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[redacted]"})
    void the_same_goes_for_streams(String how) {
        grant(40);
        var asked = under("streams", askWeather(how));
        var events = told(asked.build());
        var thoughts = thoughts(events);
        if (how.isEmpty()) {
            assertTrue(thoughts.size() > 3);
            assertEquals(
                    ReasoningContentBlockDelta.Type.TEXT, thoughts.getFirst().type());
            assertEquals(
                    ReasoningContentBlockDelta.Type.SIGNATURE,
                    thoughts.getLast().type());
        } else {
            assertEquals(1, thoughts.size());
            assertEquals(
                    ReasoningContentBlockDelta.Type.REDACTED_CONTENT,
                    thoughts.getFirst().type());
        }
        assertEquals(
                List.of(1),
                events.stream()
                        .filter(ContentBlockStartEvent.class::isInstance)
                        .map(begun -> ((ContentBlockStartEvent) begun).contentBlockIndex())
                        .toList());
        assertEquals(
                List.of(0, 1),
                events.stream()
                        .filter(ContentBlockStopEvent.class::isInstance)
                        .map(end -> ((ContentBlockStopEvent) end).contentBlockIndex())
                        .toList());
        var said = whole(events);
        var again = told(asked.build());
        assertEquals(said, whole(again));
        assertEquals(
                assertInstanceOf(ConverseStreamMetadataEvent.class, events.getLast())
                        .usage(),
                assertInstanceOf(ConverseStreamMetadataEvent.class, again.getLast())
                        .usage());
        balance(20, 0);
        var answer = bedrock.converse(used(askWeather(how), said));
        assertTrue(answer.output().message().content().getLast().text().contains("rain"));
    }

    @Test
    void a_thought_that_is_lost_or_changed_on_the_way_is_the_model_s_to_refuse() {
        grant(40);
        var asked = askWeather("");
        var said = bedrock.converse(asked.build()).output().message();
        var use = said.content().getLast();
        var changed = ContentBlock.fromReasoningContent(ReasoningContentBlock.fromReasoningText(
                text -> text.text("I thought nothing.").signature("c2lnbmVk")));
        for (var content : List.of(List.of(use), List.of(changed, use)))
            assertThrows(
                    ModelErrorException.class,
                    () -> bedrock.converse(
                            used(asked, said.toBuilder().content(content).build())));
        balance(20, 0);
    }

    @Test
    void a_thought_is_no_user_s_to_say() {
        grant(20);
        var thought = ContentBlock.fromReasoningContent(
                ReasoningContentBlock.fromRedactedContent(SdkBytes.fromUtf8String("hidden")));
        assertThrows(
                ValidationException.class,
                () -> bedrock.converse(asking("premium")
                        .messages(says(thought, ContentBlock.fromText("Hello")))
                        .build()));
        var unknown = "{\"messages\": [{\"role\": \"user\", \"content\": [{\"reasoningContent\": {%s}}]}]}";
        for (var wrong : Map.of(
                        "\"redactedContent\": \"?\"", "messages.0.content.0.reasoningContent.redactedContent",
                        "\"reasoningText\": {}", "messages.0.content.0.reasoningContent.reasoningText.text",
                        "\"reasoningHint\": \"\"", "messages.0.content.0.reasoningContent.reasoningHint")
                .entrySet())
            app().body(unknown.formatted(wrong.getKey()))
                    .post("/bedrock/model/premium/converse")
                    .then()
                    .statusCode(400)
                    .body("param", equalTo(wrong.getValue()));
    }

    @Test
    void a_stream_that_breaks_in_the_midst_of_a_thought_charges_nothing() {
        grant(20);
        var sonnet =
                "{\"bedrock\": {\"behaviours\": [{\"model\": \"anthropic.claude-sonnet-4-6\", \"kind\": \"break\", \"frames\": %d}]}}";
        tell(sonnet.formatted(2));
        var events = new ArrayList<ConverseStreamOutput>();
        var failed = assertThrows(
                CompletionException.class, () -> tell(askThinking("Hello").build(), events));
        assertInstanceOf(ModelStreamErrorException.class, failed.getCause());
        assertEquals(1, thoughts(events).size());
        balance(20, 0);
        tell(sonnet.formatted(1));
        assertTrue(thoughts(told(askThinking("Hello").build())).size() > 3, "another model steps in");
        balance(0, 0);
    }
}
