package farebox.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.money.Usd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"39; 3900", "39.00; 3900", "$39.5; 3950", "$1,039.00; 103900", "1,000,000; 100000000"})
    void a_price_may_have_a_dollar_sign_and_separated_thousands(String typed, long cents) {
        assertEquals(cents, Typed.cents("The price", typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"39,00", "39,5", "1,0390", "1,039,00", ",039", "1.039,00", "39.001", "-1", "", "$"})
    void a_decimal_comma_is_refused_rather_than_read_as_hundreds(String typed) {
        var wrong = assertThrows(Typed.Mistyped.class, () -> Typed.cents("The price", typed));
        assertTrue(wrong.getMessage().endsWith("a comma only separates thousands."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"2000; 2000", "2,000; 2000", " 12 ; 12", "999999999999; 999999999999"})
    void a_whole_number_may_have_separated_thousands(String typed, long number) {
        assertEquals(number, Typed.whole("Credits", typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2,00", "12,5", "12.5", "1,2345", "two"})
    void what_is_no_whole_number_is_refused(String typed) {
        assertThrows(Typed.Mistyped.class, () -> Typed.whole("Credits", typed));
    }

    @Test
    void a_model_price_goes_down_to_the_nano_dollar() {
        assertEquals(Usd.parse("0.000000001"), Typed.usd("The input price", "0.000000001"));
    }
}
