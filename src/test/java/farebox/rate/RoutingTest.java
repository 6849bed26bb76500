package farebox.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import farebox.cost.Model;
import farebox.cost.ModelPrice;
import farebox.cost.Rates;
import farebox.cost.ServiceTier;
import farebox.cost.Usage;
import farebox.money.Usd;
import farebox.rate.Routing.PassedOver;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingTest {
    private static final Model MUTE = new Model(1, "Mute", "mute", 10_000, false, false, false, "");
    private static final Model DEFT = new Model(2, "Deft", "deft", 20_000, true, false, false, "");
    private static final Model KEEN = new Model(3, "Keen", "keen", 100_000, true, true, true, "");
    private static final Model FREE = new Model(4, "Unpriced", "unpriced", 1_000_000, true, true, true, "");
    private static final Map<Integer, ModelPrice> PRICES = Map.of(
            1, price(1, "0.10", "0.20"),
            2, price(2, "0.05", "2.00"),
            3, price(3, "1.00", "1.00"));

    private static ModelPrice price(int model, String input, String output) {
        return new ModelPrice(model, model, Instant.EPOCH, Rates.of(Usd.parse(input), Usd.parse(output)));
    }

    private static Asked asked(
            String plan, long characters, long tokens, int output, boolean tools, boolean images, String tier) {
        var worst = Usage.of(tokens, output).served(ServiceTier.of(tier).orElseThrow(), images ? 1 : 0);
        return new Asked(characters, plan, tools, false, worst);
    }

    private static Asked plain(long tokens, int output) {
        return asked("", 100, tokens, output, false, false, "default");
    }

    private static Conditions when(String plan, int characters, int tokens, int output, String brings, String tier) {
        return new Conditions(
                Optional.of(plan).filter(some -> !some.isEmpty()),
                below(characters),
                below(tokens),
                below(output),
                brings.contains("tools"),
                brings.contains("images"),
                ServiceTier.of(tier));
    }

    private static OptionalInt below(int bound) {
        return bound == 0 ? OptionalInt.empty() : OptionalInt.of(bound);
    }

    private static List<String> told(Routing routing) {
        return routing.verdicts().stream()
                .map(verdict -> verdict.model().name()
                        + verdict.passedOver().map(why -> " " + why).orElse(""))
                .toList();
    }

    /** What is asked for, what the rule wants, and whether the rule takes it or what is missing. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // plan, characters, tokens, output, tools, images, tier | the same of the rule | unmet
                "'', 500, 100, 100, false, false, default, '', 0, 0, 0, '', '', -",
                "free, 500, 100, 100, false, false, default, free, 0, 0, 0, '', '', -",
                "pro, 500, 100, 100, false, false, default, free, 0, 0, 0, '', '', on plan free",
                "'', 500, 100, 100, false, false, default, free, 0, 0, 0, '', '', on plan free",
                "'', 499, 100, 100, false, false, default, '', 500, 0, 0, '', '', -",
                "'', 500, 100, 100, false, false, default, '', 500, 0, 0, '', '', under 500 characters",
                "'', 500, 1999, 100, false, false, default, '', 0, 2000, 0, '', '', -",
                "'', 500, 2000, 100, false, false, default, '', 0, 2000, 0, '', '', 'under 2,000 tokens'",
                "'', 500, 100, 100, false, false, default, '', 0, 0, 101, '', '', -",
                "'', 500, 100, 101, false, false, default, '', 0, 0, 101, '', '', with an output limit under 101 tokens",
                "'', 500, 100, 100, true, false, default, '', 0, 0, 0, tools, '', -",
                "'', 500, 100, 100, false, true, default, '', 0, 0, 0, tools, '', with tools",
                "'', 500, 100, 100, false, true, default, '', 0, 0, 0, images, '', -",
                "'', 500, 100, 100, true, false, default, '', 0, 0, 0, images, '', with pictures",
                "'', 500, 100, 100, true, true, default, '', 0, 0, 0, tools and images, '', -",
                "'', 500, 100, 100, false, false, flex, '', 0, 0, 0, '', flex, -",
                "'', 500, 100, 100, false, false, default, '', 0, 0, 0, '', flex, of service tier flex",
                "'', 500, 100, 100, false, false, priority, '', 0, 0, 0, '', default, of service tier default",
                "free, 499, 99, 99, true, true, flex, free, 500, 100, 100, tools and images, flex, -",
                "free, 499, 99, 99, true, true, flex, free, 499, 100, 100, tools and images, flex, under 499 characters"
            })
    void a_rule_takes_what_meets_all_its_conditions(
            String plan,
            long characters,
            long tokens,
            int output,
            boolean tools,
            boolean images,
            String tier,
            String wantedPlan,
            int charactersBelow,
            int tokensBelow,
            int outputBelow,
            String brings,
            String wantedTier,
            String unmet) {
        var set = when(wantedPlan, charactersBelow, tokensBelow, outputBelow, brings, wantedTier);
        var asked = asked(plan, characters, tokens, output, tools, images, tier);
        assertEquals(Optional.ofNullable(unmet), set.unmet(asked).map(way -> way.needed(set)));
        var rules = List.of(new Rule(set, false, List.of(MUTE)), Rule.always(List.of(KEEN)));
        assertEquals(
                unmet == null ? 0 : 1,
                Routing.choose(rules, asked, PRICES, model -> false).rule());
    }

    /** What is asked of four models, and what becomes of each. */
    @ParameterizedTest
    @CsvSource({
        "9000, 1000, false, false, -1, Mute Deft Keen / Unpriced UNPRICED",
        "9000, 1001, false, false, -1, Deft Keen / Mute TOO_SMALL / Unpriced UNPRICED",
        "50000, 1000, false, false, -1, Keen / Mute TOO_SMALL / Deft TOO_SMALL / Unpriced UNPRICED",
        "100, 100, true, false, -1, Deft Keen / Mute NO_TOOLS / Unpriced UNPRICED",
        "100, 100, false, true, -1, Keen / Mute NO_IMAGES / Deft NO_IMAGES / Unpriced UNPRICED",
        "100, 100, true, true, -1, Keen / Mute NO_TOOLS / Deft NO_IMAGES / Unpriced UNPRICED",
        "100, 100, false, false, 1, Deft Keen / Mute RESTING / Unpriced UNPRICED",
        "100, 100, false, true, 3, none / Mute NO_IMAGES / Deft NO_IMAGES / Keen RESTING / Unpriced UNPRICED",
        "500000, 100, false, false, -1, none / Mute TOO_SMALL / Deft TOO_SMALL / Keen TOO_SMALL / Unpriced UNPRICED",
        "2000000, 100, false, false, -1, none / Mute TOO_SMALL / Deft TOO_SMALL / Keen TOO_SMALL / Unpriced TOO_SMALL",
    })
    void models_that_cannot_serve_a_call_are_passed_over(
            long tokens, int output, boolean tools, boolean images, int resting, String expected) {
        var asked = asked("", 1, tokens, output, tools, images, "default");
        var routing = Routing.choose(
                List.of(Rule.always(List.of(MUTE, DEFT, KEEN, FREE))), asked, PRICES, model -> model == resting);
        var taken = routing.taken().stream().map(Model::name).collect(Collectors.joining(" "));
        var passed = told(routing).stream().filter(words -> words.contains(" "));
        assertEquals(
                expected,
                Stream.concat(Stream.of(taken.isEmpty() ? "none" : taken), passed)
                        .collect(Collectors.joining(" / ")));
    }

    @Test
    void documents_go_to_models_that_take_them() {
        var asked = new Asked(1, "", false, true, Usage.of(1, 1));
        var routing = Routing.choose(List.of(Rule.always(List.of(MUTE, KEEN))), asked, PRICES, model -> false);
        assertEquals(List.of("Mute NO_DOCUMENTS", "Keen"), told(routing));
    }

    @Test
    void the_cheapest_that_fits_goes_by_what_the_call_may_cost() {
        var rules = List.of(new Rule(Conditions.NONE, true, List.of(KEEN, FREE, DEFT, MUTE)));
        var muchIn = Routing.choose(rules, plain(9_000, 10), PRICES, model -> false);
        assertEquals(List.of("Deft", "Mute", "Keen", "Unpriced UNPRICED"), told(muchIn));
        var muchOut = Routing.choose(rules, plain(10, 9_000), PRICES, model -> false);
        assertEquals(List.of("Mute", "Keen", "Deft", "Unpriced UNPRICED"), told(muchOut));
        var tooMuch = Routing.choose(rules, plain(50_000, 10), PRICES, model -> false);
        assertEquals(List.of(KEEN), tooMuch.taken());
    }

    @Test
    void where_none_is_asked_the_obstacle_is_what_the_nearest_met() {
        var rules = List.of(Rule.always(List.of(MUTE, KEEN)));
        var asked = asked("", 1, 1, 1, false, true, "default");
        assertEquals(
                PassedOver.RESTING,
                Routing.choose(rules, asked, PRICES, model -> true).obstacle());
        assertEquals(
                PassedOver.UNPRICED,
                Routing.choose(rules, asked, Map.of(), model -> false).obstacle());
        var one = List.of(Rule.always(List.of(MUTE)));
        assertEquals(
                PassedOver.NO_IMAGES,
                Routing.choose(one, asked, PRICES, model -> true).obstacle());
    }

    @Test
    void a_rule_that_takes_a_call_decides_though_a_later_one_could_serve_it() {
        var rules = List.of(new Rule(when("free", 0, 0, 0, "", ""), false, List.of(MUTE)), Rule.always(List.of(KEEN)));
        var asked = asked("free", 1, 1, 1, false, true, "default");
        assertEquals(List.of("Mute NO_IMAGES"), told(Routing.choose(rules, asked, PRICES, model -> false)));
    }

    @Test
    void words_say_which_calls_a_rule_takes() {
        assertEquals("all calls", Conditions.NONE.words());
        assertEquals(
                "on plan free, under 1,500 characters, with tools, of service tier flex",
                when("free", 1_500, 0, 0, "tools", "flex").words());
    }

    @Test
    void without_a_rule_for_all_there_is_nothing_to_choose() {
        var rules = List.of(new Rule(when("free", 0, 0, 0, "", ""), false, List.of(MUTE)));
        assertThrows(IndexOutOfBoundsException.class, () -> Routing.choose(rules, plain(1, 1), PRICES, model -> false));
    }
}
