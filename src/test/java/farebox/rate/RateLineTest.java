package farebox.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import farebox.cost.Model;
import farebox.money.Credits;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RateLineTest {
    private static final Model SMALL = new Model(1, "Small", "small", 10_000, true, true, true, "");
    private static final Model LARGE = new Model(2, "Large", "large", 1_000_000, true, true, true, "");

    @Test
    void a_line_within_its_bounds_has_no_fault() {
        assertEquals(Optional.empty(), line(1, 8_000, 2_000, SMALL, LARGE).fault());
        assertEquals(Optional.empty(), line(1_000_000, 1, 1, LARGE).fault());
    }

    @Test
    void a_task_costs_something_but_not_everything() {
        var why = Optional.of("A task costs 1 to 1,000,000 credits.");
        assertEquals(why, line(0, 1, 1, LARGE).fault());
        assertEquals(why, line(1_000_001, 1, 1, LARGE).fault());
    }

    @Test
    void limits_are_positive_and_fit_one_model_of_the_route() {
        assertEquals(
                Optional.of("A task needs an input and an output limit of at least 1 token."),
                line(1, 0, 1, LARGE).fault());
        assertEquals(
                Optional.of("Small holds 10,000 tokens; input and output limit together are more."),
                line(1, 8_000, 2_001, SMALL).fault());
        assertEquals(Optional.empty(), line(1, 8_000, 2_001, LARGE, SMALL).fault());
        assertEquals(
                Optional.of("Large holds 1,000,000 tokens; input and output limit together are more."),
                line(1, Integer.MAX_VALUE, Integer.MAX_VALUE, LARGE).fault());
    }

    @Test
    void a_route_names_one_to_four_models_once() {
        assertEquals(Optional.of("A route names 1 to 4 models."), line(1, 1, 1).fault());
        assertEquals(
                Optional.of("A route names a model once."),
                line(1, 1, 1, LARGE, LARGE).fault());
    }

    @Test
    void the_last_rule_alone_takes_every_call() {
        var why = Optional.of("The last rule takes all other calls, and no rule before it takes every call.");
        var all = Rule.always(List.of(LARGE));
        assertEquals(why, ruled(all, all).fault());
        assertEquals(why, ruled(all, taking("free", 1)).fault());
        assertEquals(why, ruled(taking("free", 1)).fault());
        assertEquals(Optional.empty(), ruled(taking("free", 1), all).fault());
        assertEquals(Optional.of("A task class has 1 to 8 rules."), ruled().fault());
        assertEquals(
                Optional.of("A task class has 1 to 8 rules."),
                ruled(Collections.nCopies(9, all).toArray(Rule[]::new)).fault());
    }

    @Test
    void conditions_name_plans_and_have_bounds() {
        var all = Rule.always(List.of(LARGE));
        assertEquals(
                Optional.of("A plan is called by 1 to 40 small letters, digits and hyphens, such as \"free\"."),
                ruled(taking("Free!", 1), all).fault());
        assertEquals(
                Optional.of("A rule's bound is at least 1: it takes what is below."),
                ruled(taking("free", 0), all).fault());
    }

    @Test
    void a_rule_for_small_calls_needs_no_large_model() {
        var small = new Rule(taking("free", 9_001).when(), false, List.of(SMALL));
        assertEquals(
                Optional.empty(),
                new RateLine(
                                TaskClass.proposed("a", "A"),
                                new Price.Fixed(Credits.of(1)),
                                500_000,
                                1_000,
                                List.of(small, Rule.always(List.of(LARGE))))
                        .fault());
    }

    private static Rule taking(String plan, int tokensBelow) {
        var when = new Conditions(
                Optional.of(plan),
                OptionalInt.empty(),
                OptionalInt.of(tokensBelow),
                OptionalInt.empty(),
                false,
                false,
                Optional.empty());
        return new Rule(when, false, List.of(LARGE));
    }

    private static RateLine ruled(Rule... rules) {
        return new RateLine(TaskClass.proposed("a", "A"), new Price.Fixed(Credits.of(1)), 100, 100, List.of(rules));
    }

    private static RateLine line(long credits, int input, int output, Model... route) {
        return new RateLine(
                TaskClass.proposed("a", "A"),
                new Price.Fixed(Credits.of(credits)),
                input,
                output,
                List.of(Rule.always(List.of(route))));
    }
}
