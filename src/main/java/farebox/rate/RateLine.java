package farebox.rate;

import farebox.cost.Model;
import java.util.List;
import java.util.Optional;

/**
 * What a rate card says of one task class: its price, its limits and the models that serve it.
 *
 * @param rules the first that takes a call decides; the last takes every call
 */
public record RateLine(TaskClass task, Price price, int inputTokensMax, int outputTokensMax, List<Rule> rules) {
    public static final int RULES_MAX = 8;

    public RateLine {
        rules = List.copyOf(rules);
    }

    /** Every model that a rule names, each once. */
    public List<Model> models() {
        return rules.stream().flatMap(rule -> rule.models().stream()).distinct().toList();
    }

    /** The first thing that is wrong, as a sentence. */
    Optional<String> fault() {
        var mispriced = price.fault();
        if (mispriced.isPresent()) return mispriced;
        if (inputTokensMax < 1 || outputTokensMax < 1)
            return Optional.of("A task needs an input and an output limit of at least 1 token.");
        if (rules.isEmpty() || rules.size() > RULES_MAX) return Optional.of("A task class has 1 to 8 rules.");
        if (rules.stream().filter(rule -> rule.when().equals(Conditions.NONE)).count() != 1
                || !rules.getLast().when().equals(Conditions.NONE))
            return Optional.of("The last rule takes all other calls, and no rule before it takes every call.");
        return rules.stream()
                .flatMap(rule -> rule.fault(inputTokensMax, outputTokensMax).stream())
                .findFirst();
    }
}
