package farebox.rate;

import farebox.cost.Model;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Rules to begin with; an operator looks at them, and publishes them or others. */
public final class Presets {
    public static final String PLAYBOOK = "playbook";

    private Presets() {}

    /**
     * The playbook's router: by plan and by the characters of the messages, its own choice first. Its fallbacks are ours, as
     * are today's successors of models that it names; a customer on plan free is served by Nova Micro alone.
     */
    public static List<Rule> playbook(List<Model> models) {
        return List.of(
                rule(plan("free"), models, "Nova Micro"),
                rule(charactersBelow(500), models, "Nova Micro", "Nova Lite"),
                rule(charactersBelow(2_000), models, "Claude Haiku 3", "Claude Haiku 4.5"),
                rule(plan("business"), models, "Claude Sonnet 4.6", "Nova Pro"),
                rule(Conditions.NONE, models, "Nova Pro", "Claude Haiku 4.5"));
    }

    private static Rule rule(Conditions when, List<Model> models, String... names) {
        var named = Stream.of(names)
                .flatMap(name -> models.stream().filter(model -> model.name().equals(name)))
                .toList();
        return new Rule(when, false, named);
    }

    private static Conditions plan(String plan) {
        return new Conditions(
                Optional.of(plan),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                false,
                false,
                Optional.empty());
    }

    private static Conditions charactersBelow(int bound) {
        return new Conditions(
                Optional.empty(),
                OptionalInt.of(bound),
                OptionalInt.empty(),
                OptionalInt.empty(),
                false,
                false,
                Optional.empty());
    }
}
