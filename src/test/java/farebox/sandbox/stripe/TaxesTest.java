package farebox.sandbox.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaxesTest {
    @ParameterizedTest
    @CsvSource({"1000, 100", "3900, 390", "994, 99", "995, 100", "5, 1", "4, 0", "0, 0"})
    void ten_percent_are_added(long cents, long tax) {
        assertEquals(tax, Taxes.of(cents));
    }
}
