package farebox.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import farebox.cost.ModelPrice;
import farebox.cost.Rates;
import farebox.cost.Usage;
import farebox.money.Credits;
import farebox.money.Usd;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PriceTest {
    private static final Usage THOUSAND = Usage.of(1_000, 1_000);
    private static final List<ModelPrice> ROUTE = List.of(model(1, "1", "5"), model(2, "3", "15"));

    @Test
    void a_fixed_price_is_the_same_for_every_call() {
        var price = new Price.Fixed(Credits.of(5));
        assertEquals(Credits.of(5), price.most(THOUSAND, 1, ROUTE));
        assertEquals(Credits.of(5), price.charge(Usage.NONE, Usd.ZERO, 1));
    }

    @Test
    void a_price_for_units_is_multiplied_by_them() {
        var price = new Price.PerUnit(Credits.of(3));
        assertEquals(Credits.of(36), price.most(THOUSAND, 12, ROUTE));
        assertEquals(Credits.of(36), price.charge(THOUSAND, Usd.ZERO, 12));
    }

    @Test
    void tokens_are_held_rounded_up_and_charged_rounded_down() {
        var price = new Price.PerToken(Credits.of(500), Credits.of(2_500));
        assertEquals(Credits.of(3), price.most(THOUSAND, 1, ROUTE));
        assertEquals(Credits.of(3), price.charge(THOUSAND, Usd.ZERO, 1));
        assertEquals(Credits.of(4), price.most(Usage.of(1_001, 1_000), 1, ROUTE));
        assertEquals(Credits.of(3), price.charge(Usage.of(1_001, 1_399), Usd.ZERO, 1));
        assertEquals(Credits.of(4), price.charge(Usage.of(1_000, 1_400), Usd.ZERO, 1));
    }

    @Test
    void cached_tokens_count_as_any_other_input() {
        var price = new Price.PerToken(Credits.of(1_000), Credits.NONE);
        assertEquals(Credits.of(6), price.charge(new Usage(1_000, 9, 2_000, 2_000, 1_000), Usd.ZERO, 1));
    }

    @Test
    void a_markup_holds_for_the_dearest_model_and_charges_what_the_call_cost() {
        // five times the cost, at 5 cents a credit: a credit for each cent
        var price = new Price.Markup(500, Usd.parse("0.05"));
        assertEquals(Credits.of(2), price.most(THOUSAND, 1, ROUTE), "1.8 cents at the dearest");
        assertEquals(Credits.NONE, price.charge(THOUSAND, Usd.parse("0.006"), 1));
        assertEquals(Credits.of(1), price.charge(THOUSAND, Usd.parse("0.018"), 1));
        assertEquals(Credits.of(2), price.charge(THOUSAND, Usd.parse("0.02"), 1));
    }

    @Test
    void what_is_metered_holds_at_least_a_credit() {
        assertEquals(Credits.of(1), new Price.PerToken(Credits.of(1), Credits.of(1)).most(Usage.of(1, 1), 1, ROUTE));
        assertEquals(Credits.of(1), new Price.Markup(500, Usd.parse("5")).most(Usage.of(1, 1), 1, ROUTE));
    }

    @Test
    void the_largest_price_of_the_longest_call_can_be_reckoned() {
        var most = new Price.PerToken(Price.PER_MILLION_MAX, Price.PER_MILLION_MAX);
        assertEquals(
                Credits.of(2_147_483_647_000L * 2),
                most.most(Usage.of(Integer.MAX_VALUE, Integer.MAX_VALUE), 1, ROUTE));
    }

    @Test
    void a_price_of_nothing_is_a_fault() {
        assertEquals(Optional.of("A unit costs 1 to 1,000,000 credits."), new Price.PerUnit(Credits.NONE).fault());
        assertEquals(
                Optional.of("A million tokens cost up to 1,000,000,000 credits, and not both sides nothing."),
                new Price.PerToken(Credits.NONE, Credits.NONE).fault());
        var noMarkup = Optional.of("A markup is 1 to 100,000 percent of the cost, and a credit counts for something.");
        assertEquals(noMarkup, new Price.Markup(0, Usd.parse("0.05")).fault());
        assertEquals(noMarkup, new Price.Markup(500, Usd.ZERO).fault());
        assertEquals(Optional.empty(), new Price.Markup(500, Usd.parse("0.05")).fault());
    }

    private static ModelPrice model(int no, String input, String output) {
        return new ModelPrice(no, no, Instant.EPOCH, Rates.of(Usd.parse(input), Usd.parse(output)));
    }
}
