package farebox.admin;

import farebox.cost.Model;
import farebox.rate.Conditions;
import farebox.rate.Considered;
import farebox.rate.Routing.Verdict;
import farebox.rate.Rule;
import io.quarkus.qute.TemplateExtension;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the rules of a route read to operators. */
@TemplateExtension
final class RouteWords {
    private RouteWords() {}

    /** "Nova Micro, then Nova Lite", for whichever calls. */
    static String models(Rule rule) {
        var models = rule.models().stream().map(Model::name);
        return rule.cheapestFirst()
                ? "the cheapest of " + models.collect(Collectors.joining(", "))
                : models.collect(Collectors.joining(", then "));
    }

    /** The same, and for which. */
    static String sentence(Rule rule) {
        return rule.when().equals(Conditions.NONE)
                ? models(rule)
                : models(rule) + " " + rule.when().words();
    }

    /** What becomes of a model, as a sentence. */
    static String fate(Considered considered, Verdict verdict) {
        if (!verdict.taken())
            return "Passed over: it " + verdict.passedOver().orElseThrow().words() + ".";
        var first = considered.verdicts().stream().filter(Verdict::taken).findFirst();
        return first.equals(Optional.of(verdict)) ? "It is asked first." : "It is asked if those before it fail.";
    }
}
