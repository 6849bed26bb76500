package farebox.gateway.openai;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.OpenAIServiceException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model thinks, in members that OpenAI's client does not know, and keeps all the same. */
@QuarkusTest
@SuppressWarnings("deprecation") // where this client keeps what it does not know
class ChatThinkingTest extends ChatScene {
    private static final String TEXT = "reasoning_content";

    private ChatCompletionCreateParams.Builder askThinking(String text) {
        return ask("premium", text)
                .putAdditionalBodyProperty(
                        "thinking", JsonValue.from(Map.of("type", "enabled", "budget_tokens", 1_024)));
    }

    private ChatCompletionCreateParams.Builder askWeather(String more) {
        return askThinking("Please call get_weather for Oslo " + more)
                .addTool(function("get_weather", Map.of("city", Map.of("type", "string"))));
    }

    private List<ChatCompletionChunk> told(ChatCompletionCreateParams asked) {
        var chunks = new ArrayList<ChatCompletionChunk>();
        tell(asked, chunks);
        return chunks;
    }

    private void tell(ChatCompletionCreateParams asked, List<ChatCompletionChunk> chunks) {
        try (var stream = openai.chat().completions().createStreaming(asked)) {
            stream.stream().forEach(chunks::add);
        }
    }

    private static ChatCompletionMessage whole(List<ChatCompletionChunk> chunks) {
        var whole = ChatCompletionAccumulator.create();
        chunks.forEach(whole::accumulate);
        return whole.chatCompletion().choices().getFirst().message();
    }

    private ChatCompletionMessage answer(ChatCompletionCreateParams.Builder asked) {
        return openai.chat()
                .completions()
                .create(asked.build())
                .choices()
                .getFirst()
                .message();
    }

    private static String text(ChatCompletionMessage message) {
        return message._additionalProperties().get(TEXT).convert(String.class);
    }

    private record Block(String type, String thinking, String signature, String data) {}

    private static List<Block> blocks(ChatCompletionMessage message) {
        return List.of(message._additionalProperties().get("thinking_blocks").convert(Block[].class));
    }

    private static Stream<String> thoughts(List<ChatCompletionChunk> chunks) {
        return chunks.stream()
                .flatMap(chunk -> chunk.choices().stream())
                .flatMap(choice ->
                        Stream.ofNullable(choice.delta()._additionalProperties().get(TEXT)))
                .map(thought -> thought.convert(String.class));
    }

    /** What an app sends once it has used a tool, with what else it was given. */
    private static ChatCompletionCreateParams.Builder used(
            ChatCompletionCreateParams.Builder asked, ChatCompletionMessage said, Map<String, JsonValue> more) {
        var call = said.toolCalls().orElseThrow().getFirst().asFunction();
        ChatCompletionAssistantMessageParam back =
                said.toParam().toBuilder().putAllAdditionalProperties(more).build();
        return asked.addMessage(back)
                .addMessage(ChatCompletionToolMessageParam.builder()
                        .toolCallId(call.id())
                        .content("rain")
                        .build());
    }

    @Test
    void a_thought_comes_beside_its_answer() {
        grant(40);
        var asked = askThinking("How do I choose a tent?").putAdditionalHeader("Idempotency-Key", "thinks");
        var answer = answer(asked);
        assertTrue(text(answer).contains("6 words"));
        assertTrue(answer.content().orElseThrow().contains("tent"));
        assertEquals(answer, answer(asked));
        balance(20, 0);
        var plain = answer(ask("premium", "Hello"));
        assertEquals(Map.of(), plain._additionalProperties());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[redacted]"})
    void a_model_goes_on_with_what_a_tool_has_answered_and_with_what_it_thought(String how) {
        grant(60);
        var said = answer(askWeather(how));
        assertEquals(how.isEmpty(), said._additionalProperties().containsKey(TEXT));
        var answer = answer(used(askWeather(how), said, said._additionalProperties()));
        assertTrue(answer.content().orElseThrow().contains("rain"));
        balance(20, 0);
        var lost = assertThrows(BadRequestException.class, () -> answer(used(askWeather(how), said, Map.of())));
        assertEquals("messages", lost.param().orElseThrow());
        assertTrue(lost.getMessage().contains("thinking_blocks"), lost.getMessage());
        balance(20, 0);
    }

    /** Without interleaved thinking Claude thinks before the first of several tools alone. */
    @Test
    void one_thought_is_enough_for_several_tools() {
        grant(40);
        var said = answer(askWeather(""));
        var asked = used(askWeather(""), said, said._additionalProperties());
        var answer = answer(used(asked, said, Map.of()));
        assertTrue(answer.content().orElseThrow().contains("rain"));
        balance(0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[redacted]"})
    void the_same_goes_for_streams(String how) {
        grant(40);
        var asked = askWeather(how).putAdditionalHeader("Idempotency-Key", "streams");
        var chunks = told(asked.build());
        var said = whole(chunks);
        assertEquals(blocks(answer(askWeather(how))), blocks(said));
        var thought = thoughts(chunks).collect(Collectors.joining());
        assertEquals(how.isEmpty() ? blocks(said).getFirst().thinking() : "", thought);
        assertTrue(
                how.isEmpty() ? thoughts(chunks).count() > 3 : thoughts(chunks).count() == 1);
        var again = told(asked.build());
        assertEquals(blocks(said), blocks(whole(again)));
        assertEquals(thought, thoughts(again).collect(Collectors.joining()));
        balance(0, 0);
        grant(20);
        var answer = answer(used(askWeather(how), said, said._additionalProperties()));
        assertTrue(answer.content().orElseThrow().contains("rain"));
    }

    @Test
    void a_stream_that_breaks_in_the_midst_of_a_thought_charges_nothing() {
        grant(20);
        tell(
                "{\"bedrock\": {\"behaviours\": [{\"model\": \"anthropic.claude-sonnet-4-6\", \"kind\": \"break\", \"frames\": 3}]}}");
        var chunks = new ArrayList<ChatCompletionChunk>();
        assertThrows(
                OpenAIServiceException.class, () -> tell(askThinking("Hello").build(), chunks));
        assertEquals(2, thoughts(chunks).count());
        balance(20, 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"thinking\": true | \"content\": \"hi\" | thinking",
                "\"thinking\": {\"max_tokens\": 9} | \"content\": \"hi\" | additional_model_request_fields.thinking.max_tokens",
                "\"n\": 1 | \"thinking_blocks\": [{\"type\": \"thinking\", \"thinking\": \"Hm\"}] | messages.1.thinking_blocks.0.signature",
                "\"n\": 1 | \"thinking_blocks\": [{\"type\": \"redacted_thinking\", \"data\": \"?\"}] | messages.1.thinking_blocks.0.data",
                "\"n\": 1 | \"thinking_blocks\": [{\"type\": \"dreaming\"}] | messages.1.thinking_blocks.0.type",
                "\"n\": 1 | \"reasoning_content\": 5 | messages.1.reasoning_content",
            })
    void what_no_model_thought_names_its_parameter(String setting, String said, String param) {
        app().body("""
                        {"model": "premium", "user": "%s", %s, "messages": [{"role": "user", "content": "Hi"},
                         {"role": "assistant", %s}, {"role": "user", "content": "So?"}]}
                        """.formatted(customer, setting, said))
                .post("/openai/v1/chat/completions")
                .then()
                .statusCode(400)
                .body("error.param", equalTo(param));
    }
}
