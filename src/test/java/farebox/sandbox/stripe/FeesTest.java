package farebox.sandbox.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeesTest {
    @ParameterizedTest
    @CsvSource({"1000, 59", "3900, 143", "9900, 317", "50, 31", "500, 45", "499, 44"})
    void stripe_keeps_2_9_percent_and_30_cents(long cents, long fee) {
        assertEquals(fee, Fees.of(cents));
    }
}
