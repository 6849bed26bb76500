package farebox.sandbox.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.YearMonth;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardFormTest {
    private static final YearMonth TODAY = YearMonth.of(2026, 11);

    @Test
    void a_blank_form_asks_for_every_field() {
        var faults = new CardForm("", "", "", "").faults(TODAY);
        assertEquals(Set.of("email", "number", "expiry", "cvc"), faults.keySet());
    }

    @Test
    void every_test_card_passes_the_check_digit() {
        Arrays.stream(TestCard.values())
                .forEach(card -> assertTrue(CardForm.passesLuhn(card.number().replace(" ", ""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4242424242424241", "424242", "4242x24242424242", "2424242424242424"})
    void a_number_with_a_slip_does_not(String number) {
        assertFalse(CardForm.passesLuhn(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"11/26", "11 / 26", "1126", "11/2026", "1/27"})
    void an_expiry_date_is_read_as_people_write_it(String expiry) {
        assertFalse(form(expiry).faults(TODAY).containsKey("expiry"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10/26", "13/30", "soon", "0/30"})
    void an_expiry_date_that_is_past_or_none_is_refused(String expiry) {
        assertTrue(form(expiry).faults(TODAY).containsKey("expiry"));
    }

    @Test
    void a_number_that_is_no_test_card_is_no_tender() {
        assertEquals(Optional.empty(), new CardForm("a@b.co", "4111111111111111", "12/30", "123").tender());
        assertEquals(
                Optional.of(new Tender.Card(TestCard.VISA, 12, 2030)),
                form("12/30").tender());
    }

    private static CardForm form(String expiry) {
        return new CardForm("ada@example.com", "4242-4242 4242 4242", expiry, "123");
    }
}
