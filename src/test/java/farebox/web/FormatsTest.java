package farebox.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import farebox.money.Credits;
import farebox.money.Usd;
import farebox.web.Chart.Series;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatsTest {
    @Test
    void credits_are_grouped_by_thousands() {
        assertEquals("1,234,567", Formats.grouped(Credits.of(1_234_567)));
        assertEquals("−12", Formats.grouped(-12));
    }

    @Test
    void totals_are_rounded_to_the_cent() {
        assertEquals("$1,234.51", Formats.rounded(Usd.parse("1234.505")));
        assertEquals("−$0.10", Formats.rounded(Usd.parse("-0.1")));
        assertEquals("$39.00", Formats.dollars(3_900));
    }

    @Test
    void a_negative_amount_that_rounds_to_nothing_has_no_sign() {
        assertEquals("$0.00", Formats.rounded(Usd.parse("-0.001")));
    }

    @Test
    void the_cost_of_a_call_is_shown_to_the_nano_dollar() {
        assertEquals("$0.000875", Formats.exact(Usd.parse("0.000875")));
        assertEquals("$2.00", Formats.exact(Usd.parse("2")));
    }

    @Test
    void prices_to_compare_are_brief() {
        assertEquals("$0.0569", Formats.brief(Usd.parse("0.056923076")));
        assertEquals("$0.000092", Formats.brief(Usd.parse("0.000091783")));
        assertEquals("$1.56", Formats.brief(Usd.parse("1.56")));
        assertEquals("$0.00", Formats.brief(Usd.ZERO));
    }

    @Test
    void percents_have_one_decimal() {
        assertEquals("93.1 %", Formats.percent(new BigDecimal("93.05")));
        assertEquals("−4.0 %", Formats.percent(new BigDecimal("-4")));
    }

    @Test
    void times_are_utc() {
        assertEquals("24 Nov 2026, 08:05", Formats.minute(Instant.parse("2026-11-24T08:05:50Z")));
    }

    @Test
    void a_chart_carries_its_figures_exactly() {
        var cost = new Series("Cost", List.of(Usd.parse("0.000875")));
        assertEquals(
                "{\"labels\":[\"24 Nov\"]," + "\"series\":[{\"name\":\"Cost\",\"values\":[0.000875000]}]}",
                new Chart(List.of("24 Nov"), List.of(cost)).json());
    }
}
