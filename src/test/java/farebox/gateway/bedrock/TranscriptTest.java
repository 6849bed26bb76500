package farebox.gateway.bedrock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.gateway.Content;
import farebox.gateway.Delta;
import farebox.gateway.Listener;
import farebox.gateway.Prompt;
import farebox.gateway.Reply.Answered;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** Streams as Bedrock sends them, bit by bit. */
class TranscriptTest {
    private final List<Delta> heard = new ArrayList<>();
    private final Transcript transcript =
            new Transcript(new Prompt(List.of(), List.of(), Prompt.Settings.NONE, 1), new Ear());

    private final class Ear implements Listener {
        @Override
        public boolean hear(Delta delta) {
            return heard.add(delta);
        }

        @Override
        public boolean isThere() {
            return true;
        }
    }

    private void comes(String type, String payload) {
        var headers =
                Map.of(":message-type", HeaderValue.fromString("event"), ":event-type", HeaderValue.fromString(type));
        transcript.take(Events.of(new Message(headers, payload.getBytes(StandardCharsets.UTF_8))));
    }

    private void delta(int block, String delta) {
        comes("contentBlockDelta", "{\"contentBlockIndex\": %d, \"delta\": {%s}}".formatted(block, delta));
    }

    private List<Content.Said> said() {
        comes("messageStop", "{\"stopReason\": \"end_turn\"}");
        return assertInstanceOf(Answered.class, transcript.ended()).content();
    }

    @Test
    void thinking_between_tools_keeps_its_place() {
        delta(0, "\"reasoningContent\": {\"text\": \"Let me \"}");
        delta(0, "\"reasoningContent\": {\"text\": \"see.\"}");
        delta(0, "\"reasoningContent\": {\"signature\": \"c2lnbmVk\"}");
        delta(1, "\"text\": \"Well\"");
        delta(2, "\"reasoningContent\": {\"redactedContent\": \"aGlkZGVu\"}");
        comes(
                "contentBlockStart",
                "{\"contentBlockIndex\": 3, \"start\": {\"toolUse\": {\"toolUseId\": \"t1\", \"name\": \"look\"}}}");
        delta(3, "\"toolUse\": {\"input\": \"{}\"}");
        assertEquals(
                List.of(
                        new Delta.Thinking(0, "Let me "),
                        new Delta.Thinking(0, "see."),
                        new Delta.Signature(0, "c2lnbmVk"),
                        new Delta.Text(1, "Well"),
                        new Delta.RedactedThinking(2, "aGlkZGVu"),
                        new Delta.ToolUse(3, "t1", "look"),
                        new Delta.ToolInput(3, "{}")),
                heard);
        assertEquals(
                List.of(
                        new Content.Thinking("Let me see.", Optional.of("c2lnbmVk")),
                        new Content.Text("Well"),
                        new Content.RedactedThinking("aGlkZGVu"),
                        new Content.ToolUse("t1", "look", Documents.parsed("{}"))),
                said());
    }

    @Test
    void thinking_may_be_all_signature_or_none() {
        delta(0, "\"reasoningContent\": {\"text\": \"\"}");
        delta(0, "\"reasoningContent\": {\"signature\": \"c2lnbmVk\"}");
        delta(1, "\"reasoningContent\": {\"text\": \"Hm\"}");
        assertEquals(
                List.of(
                        new Content.Thinking("", Optional.of("c2lnbmVk")),
                        new Content.Thinking("Hm", Optional.empty())),
                said());
    }

    @Test
    void it_is_whole_once_the_model_has_stopped_and_its_usage_is_told() {
        delta(0, "\"text\": \"Well\"");
        comes("messageStop", "{\"stopReason\": \"end_turn\"}");
        assertFalse(transcript.isWhole());
        comes("metadata", "{\"usage\": {\"inputTokens\": 9, \"outputTokens\": 1, \"totalTokens\": 10}}");
        assertTrue(transcript.isWhole());
    }

    @Test
    void blocks_of_a_kind_that_is_yet_to_come_are_not_counted() {
        delta(0, "\"dream\": {\"text\": \"sheep\"}");
        delta(1, "\"reasoningContent\": {\"dream\": \"sheep\"}");
        delta(2, "\"text\": \"Well\"");
        assertEquals(List.of(new Delta.Text(0, "Well")), heard);
        assertEquals(List.of(new Content.Text("Well")), said());
    }
}
