package farebox.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"0.12345678901234567890123", "1e999", "12345678901234567890123", "-0.1"})
    void a_number_is_kept_to_its_last_digit(String number) throws IOException {
        var input = new ObjectMapper()
                .reader(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree("{\"far\": " + number + "}");
        var answer = List.<Content.Said>of(new Content.ToolUse("t1", "look", input));
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
