package farebox.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import farebox.cost.Model;
import farebox.money.Credits;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateLineTest {
    private static final Model SMALL = new Model(1, "Small", "small", 10_000, "");
    private static final Model LARGE = new Model(2, "Large", "large", 1_000_000, "");

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
    void limits_are_positive_and_fit_every_model_of_the_route() {
        assertEquals(
                Optional.of("A task needs an input and an output limit of at least 1 token."),
                line(1, 0, 1, LARGE).fault());
        assertEquals(
                Optional.of("Small holds 10,000 tokens; input and output limit together are more."),
                line(1, 8_000, 2_001, LARGE, SMALL).fault());
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

    private static RateLine line(long credits, int input, int output, Model... route) {
        return new RateLine(
                TaskClass.proposed("a", "A"), new Price.Fixed(Credits.of(credits)), input, output, List.of(route));
    }
}
