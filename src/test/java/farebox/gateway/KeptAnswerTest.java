package farebox.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptAnswerTest {
    @Test
    void an_answer_is_read_as_it_was_kept() {
        var answer = List.<Content.Said>of(
                new Content.Thinking("Let me see.", Optional.of("c2lnbmVk")),
                new Content.RedactedThinking("aGlkZGVu"),
                new Content.Thinking("Hm.", Optional.empty()),
                new Content.Text("Well"),
                new Content.ToolUse("t1", "look", JsonNodeFactory.instance.objectNode()));
        assertEquals(answer, KeptAnswer.read(KeptAnswer.of(answer)));
    }

    @Test
    void what_was_kept_before_models_thought_is_still_read() {
        var kept = "[\"Well\",{\"id\":\"t1\",\"name\":\"look\",\"input\":{}}]";
        var answer = List.<Content.Said>of(
                new Content.Text("Well"), new Content.ToolUse("t1", "look", JsonNodeFactory.instance.objectNode()));
        assertEquals(answer, KeptAnswer.read(kept.getBytes(StandardCharsets.UTF_8)));
    }
}
