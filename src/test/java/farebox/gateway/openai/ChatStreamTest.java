package farebox.gateway.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.errors.OpenAIServiceException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Streams, put together again by OpenAI's own client. */
@QuarkusTest
class ChatStreamTest extends ChatScene {
    private List<ChatCompletionChunk> told(ChatCompletionCreateParams asked) {
        try (var stream = openai.chat().completions().createStreaming(asked)) {
            return stream.stream().toList();
        }
    }

    private static ChatCompletion whole(List<ChatCompletionChunk> chunks) {
        var whole = ChatCompletionAccumulator.create();
        chunks.forEach(whole::accumulate);
        return whole.chatCompletion();
    }

    private static final ChatCompletionStreamOptions USAGE =
            ChatCompletionStreamOptions.builder().includeUsage(true).build();

    @Test
    void an_answer_is_told_in_chunks_with_receipt_and_usage_at_the_end() {
        grant(20);
        var asked = ask("standard", "How do I choose a tent?");
        var chunks = told(asked.streamOptions(USAGE)
                .putAdditionalHeader("Idempotency-Key", "stream-1")
                .build());
        assertTrue(chunks.size() > 4);
        var answer = whole(chunks);
        assertTrue(answer.choices().getFirst().message().content().orElseThrow().contains("tent"));
        assertEquals("stop", answer.choices().getFirst().finishReason().asString());
        assertEquals(6, answer.usage().orElseThrow().promptTokens());
        var end = chunks.get(chunks.size() - 2);
        assertEquals(
                "stop", end.choices().getFirst().finishReason().orElseThrow().asString());
        assertEquals(new Receipt(answer.id(), 5, 15), Receipt.of(end));
        balance(15, 0);
        var again = whole(told(asked.build()));
        assertEquals(answer.id(), again.id());
        assertEquals(
                answer.choices().getFirst().message(),
                again.choices().getFirst().message());
        balance(15, 0);
    }

    @Test
    void tool_calls_are_told_in_pieces() {
        grant(20);
        var answer = whole(told(ask("standard", "Now get_weather of Oslo [tools]")
                .addTool(function("get_weather", Map.of("city", Map.of("type", "string"))))
                .addTool(function("get_time", Map.of()))
                .build()));
        assertEquals("tool_calls", answer.choices().getFirst().finishReason().asString());
        var calls = answer.choices().getFirst().message().toolCalls().orElseThrow();
        assertEquals(
                "{\"city\":\"Oslo\"}", calls.getFirst().asFunction().function().arguments());
        assertEquals("{}", calls.get(1).asFunction().function().arguments());
    }

    @Test
    void what_stands_in_the_way_beforehand_has_its_status() {
        grant(1);
        var refused = assertThrows(
                OpenAIServiceException.class,
                () -> told(ask("standard", "Hello").build()));
        assertEquals(402, refused.statusCode());
        assertEquals("insufficient_credits", refused.code().orElseThrow());
    }

    @Test
    void a_stream_that_fails_says_so_and_charges_nothing() {
        grant(20);
        var failed = assertThrows(
                OpenAIServiceException.class,
                () -> told(ask("standard", "Hello [break]").build()));
        assertEquals("model_error", failed.code().orElseThrow());
        balance(20, 0);
    }
}
