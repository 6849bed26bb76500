package farebox.rate;

import farebox.rate.Routing.Verdict;
import java.util.List;

/**
 * A rule as a call meets it, for whoever tries a route out.
 *
 * @param decides whether it is the first that takes the call
 * @param why it decides or not, as a sentence
 * @param verdicts on its models; none unless it decides
 */
public record Considered(Rule rule, boolean decides, String why, List<Verdict> verdicts) {
    static Considered of(Rule rule, int place, Routing routing, Asked asked) {
        if (place == routing.rule()) return new Considered(rule, true, "It takes the call.", routing.verdicts());
        return rule.when()
                .unmet(asked)
                .filter(way -> place < routing.rule())
                .map(way -> passed(rule, "It only takes calls " + way.needed(rule.when()) + "."))
                .orElseGet(() -> passed(rule, "A rule before it takes the call."));
    }

    private static Considered passed(Rule rule, String why) {
        return new Considered(rule, false, why, List.of());
    }
}
