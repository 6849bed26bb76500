package farebox.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import farebox.money.Usd;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelPriceTest {
    private static final ModelPrice SONNET = price("3", "15", "0.30", "3.75", "6");
    private static final ModelPrice NOVA_MICRO = price("0.035", "0.14", "0.00875", null, null);
    private static final ModelPrice LLAMA = price("0.27", "0.36", null, null, null);

    @ParameterizedTest
    @CsvSource({
        "  1000,   500,      0,      0,      0, 0.0105",
        "     0,     0,      0,      0,      0, 0.00",
        "    20,     0,   1000,    100,      0, 0.000735", // input leaves cached tokens out
        "     0,     0,      0, 100000,      0, 0.375",
        "     0,     0,      0,      0, 100000, 0.60",
        "  2000,   500, 100000,  10000,  20000, 0.201"
    })
    void every_kind_of_token_has_its_own_rate(
            long input, long output, long read, long write5m, long write1h, String dollars) {
        assertEquals(
                dollars,
                SONNET.costOf(new Usage(input, output, read, write5m, write1h)).toString());
    }

    @Test
    void a_cost_is_rounded_once_and_half_up() {
        assertEquals(Usd.ofNanos(35), NOVA_MICRO.costOf(Usage.of(1, 0)));
        assertEquals(Usd.ofNanos(9), NOVA_MICRO.costOf(new Usage(0, 0, 1, 0, 0))); // 8.75
        assertEquals(Usd.ofNanos(18), NOVA_MICRO.costOf(new Usage(0, 0, 2, 0, 0))); // 17.5, and not 9 + 9
        assertEquals(Usd.ofNanos(26), NOVA_MICRO.costOf(new Usage(0, 0, 3, 0, 0))); // 26.25
    }

    @Test
    void nova_bills_cache_writes_as_input() {
        assertEquals(NOVA_MICRO.costOf(Usage.of(3000, 0)), NOVA_MICRO.costOf(new Usage(0, 0, 0, 1000, 2000)));
    }

    @Test
    void tokens_without_a_price_are_never_free() {
        assertThrows(Rates.UnknownRate.class, () -> LLAMA.costOf(new Usage(10, 10, 1, 0, 0)));
        var only5m = price("1", "5", "0.10", "1.25", null);
        assertThrows(Rates.UnknownRate.class, () -> only5m.costOf(new Usage(10, 10, 0, 0, 1)));
        assertEquals(LLAMA.costOf(Usage.of(11, 10)), LLAMA.costOf(new Usage(10, 10, 1, 0, 0).uncached()));
    }

    @Test
    void a_cost_of_billions_of_tokens_is_exact() {
        assertEquals(
                "2700000000.00",
                SONNET.costOf(Usage.of(400_000_000_000_000L, 100_000_000_000_000L))
                        .toString());
    }

    @Test
    void another_tier_has_rates_of_its_own_or_no_price() {
        var flex = Rates.of(Usd.parse("0.0175"), Usd.parse("0.07"));
        var price = new ModelPrice(1, 1, Instant.EPOCH, NOVA_MICRO.rates(), Map.of(ServiceTier.FLEX, flex));
        assertEquals(Usd.ofNanos(35), price.costOf(Usage.of(1, 0)));
        assertEquals(Usd.ofNanos(18), price.costOf(Usage.of(1, 0).served(ServiceTier.FLEX, 0))); // 17.5
        assertEquals(Usd.ofNanos(35), price.costOf(Usage.of(2, 0).served(ServiceTier.FLEX, 0)));
        var priority = Usage.of(1, 0).served(ServiceTier.PRIORITY, 0);
        assertFalse(price.covers(priority));
        assertThrows(Rates.UnknownRate.class, () -> price.costOf(priority));
    }

    @Test
    void requests_and_pictures_are_paid_besides_their_tokens() {
        var rates = new Rates(
                Usd.parse("1"),
                Usd.parse("5"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Usd.parse("0.001")), // a router's dollar for a thousand requests
                Optional.of(Usd.parse("0.04")));
        var price = new ModelPrice(1, 1, Instant.EPOCH, rates);
        assertEquals("0.001001", price.costOf(Usage.of(1, 0)).toString());
        assertEquals(
                "0.081",
                price.costOf(Usage.of(0, 0).served(ServiceTier.DEFAULT, 2)).toString());
        assertEquals(Usd.ZERO, price.costOf(Usage.NONE));
    }

    @ParameterizedTest
    @CsvSource({"1000, 0, true, true", "0, 1000, true, false", "1000, 1000, true, false"})
    void what_may_be_kept_needs_a_price_for_as_long(long fiveMinutes, long hour, boolean sonnet, boolean nova) {
        var worst = new Usage(0, 10, 0, fiveMinutes, hour);
        assertEquals(sonnet, SONNET.covers(worst));
        assertEquals(nova, NOVA_MICRO.covers(worst));
        assertFalse(LLAMA.covers(worst)); // it could not be read for a known price
    }

    @Test
    void what_may_be_kept_for_an_hour_needs_the_price_of_five_minutes_too() {
        var onlyAnHour = price("1", "5", "0.10", null, "2");
        assertFalse(onlyAnHour.covers(new Usage(0, 10, 0, 0, 1000))); // Bedrock may not tell how long it is kept
    }

    @Test
    void the_most_is_with_or_without_a_cache_whichever_is_dearer() {
        assertEquals("6.00", SONNET.most(new Usage(0, 0, 0, 0, 1_000_000)).toString());
        assertEquals("3.75", SONNET.most(new Usage(0, 0, 0, 1_000_000, 0)).toString());
        var free = price("3", "15", "0.30", "0", "0");
        assertEquals("3.00", free.most(new Usage(0, 0, 0, 1_000_000, 0)).toString());
    }

    @Test
    void tokens_are_not_negative() {
        assertThrows(IllegalArgumentException.class, () -> Usage.of(-1, 0));
    }

    private static ModelPrice price(String input, String output, String read, String write5m, String write1h) {
        var rates = new Rates(Usd.parse(input), Usd.parse(output), listed(read), listed(write5m), listed(write1h));
        return new ModelPrice(1, 1, Instant.EPOCH, rates);
    }

    private static Optional<Usd> listed(String dollars) {
        return Optional.ofNullable(dollars).map(Usd::parse);
    }
}
