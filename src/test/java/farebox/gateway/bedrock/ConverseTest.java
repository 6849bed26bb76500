package farebox.gateway.bedrock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConverseTest {
    /** Nothing is heard of it before its end: the longest answers are no sign of a model that hangs. */
    @ParameterizedTest
    @CsvSource({"PT60S, 1, PT60.025S", "PT60S, 4000, PT160S", "PT60S, 1000000, PT10M", "PT1H, 1, PT10M"})
    void a_long_answer_is_waited_for_longer(Duration begins, int tokens, Duration patience) {
        assertEquals(patience, Converse.patience(begins, tokens));
    }
}
