package farebox.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import farebox.cost.Model;
import farebox.cost.ModelPrice;
import farebox.cost.Rates;
import farebox.cost.Usage;
import farebox.money.Credits;
import farebox.money.Usd;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresetsTest {
    private static final List<Model> MODELS = models();
    private static final Map<Integer, ModelPrice> PRICES = MODELS.stream()
            .map(model -> new ModelPrice(1, model.no(), Instant.EPOCH, Rates.of(Usd.parse("1"), Usd.parse("1"))))
            .collect(Collectors.toMap(ModelPrice::model, Function.identity()));

    private static List<Model> models() {
        var names = List.of(
                "Nova Micro", "Nova Lite", "Nova Pro", "Claude Haiku 3", "Claude Haiku 4.5", "Claude Sonnet 4.6");
        return IntStream.range(0, names.size())
                .mapToObj(no -> new Model(no, names.get(no), names.get(no), 128_000, true, true, true, ""))
                .toList();
    }

    private static String first(String plan, long characters) {
        var asked = new Asked(characters, plan, false, false, Usage.of(characters / 4, 1_000));
        var routing = Routing.choose(Presets.playbook(MODELS), asked, PRICES, model -> false);
        return routing.taken().getFirst().name();
    }

    /** Each way through the playbook's function, at its edges. */
    @ParameterizedTest
    @CsvSource({
        "free, 0, Nova Micro",
        "free, 499, Nova Micro",
        "free, 2000, Nova Micro",
        "free, 100000, Nova Micro",
        "pro, 0, Nova Micro",
        "pro, 499, Nova Micro",
        "pro, 500, Claude Haiku 3",
        "pro, 1999, Claude Haiku 3",
        "pro, 2000, Nova Pro",
        "business, 499, Nova Micro",
        "business, 500, Claude Haiku 3",
        "business, 1999, Claude Haiku 3",
        "business, 2000, Claude Sonnet 4.6",
        "business, 100000, Claude Sonnet 4.6",
        "enterprise, 2000, Nova Pro",
        "'', 2000, Nova Pro"
    })
    void the_playbooks_router_answers_as_the_playbook_does(String plan, long characters, String model) {
        assertEquals(model, first(plan, characters));
    }

    /** Its Python, line by line. */
    private static String playbook(String tier, long totalCharacters) {
        if (tier.equals("free")) return "Nova Micro";
        if (totalCharacters < 500) return "Nova Micro";
        else if (totalCharacters < 2000) return "Claude Haiku 3";
        else if (tier.equals("business")) return "Claude Sonnet 4.6";
        else return "Nova Pro";
    }

    @ParameterizedTest
    @ValueSource(strings = {"free", "pro", "business", "enterprise"})
    void so_it_does_at_every_length(String plan) {
        for (var characters = 0L; characters < 2_500; characters++)
            assertEquals(playbook(plan, characters), first(plan, characters), characters + " characters");
    }

    @Test
    void it_can_be_published() {
        var line = new RateLine(
                TaskClass.proposed("a", "A"), new Price.Fixed(Credits.of(1)), 100_000, 4_000, Presets.playbook(MODELS));
        assertEquals(Optional.empty(), line.fault());
        assertEquals(
                MODELS.size(),
                Stream.of(line).flatMap(one -> one.models().stream()).count());
    }
}
