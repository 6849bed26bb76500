package farebox.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import farebox.gateway.Message.Role;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinkingTokensTest {
    /** Claude's newer models tell a summary, and count all that they thought. */
    @ParameterizedTest
    @CsvSource({"400, 0, 100", "400, 40, 100", "400, 4000, 1000", "0, 4000, 1000"})
    void thinking_is_as_long_as_its_text_or_its_signature(int text, int signature, long tokens) {
        var thinking = new Content.Thinking(
                "t".repeat(text), Optional.of("s".repeat(signature)).filter(signed -> !signed.isEmpty()));
        assertEquals(tokens, thinking.tokens());
    }

    @Test
    void routes_go_by_what_was_said_and_not_by_what_only_models_read() {
        var said = List.<Content>of(
                new Content.Thinking("Hm", Optional.of("s".repeat(4_000))),
                new Content.RedactedThinking("aGlk".repeat(1_000)),
                new Content.Text("Well"));
        var asked =
                new Prompt(List.of(new Message(Role.ASSISTANT, said)), List.of(), Prompt.Settings.NONE, 1).asked("");
        assertEquals("Hm".length() + "Well".length(), asked.characters());
        assertEquals(1_000 + 1_000 + 1 + 3, asked.tokens());
    }
}
