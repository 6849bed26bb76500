package farebox.rate;

import farebox.cost.Model;
import farebox.cost.ModelPrice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * How one call is routed, and why. Calls and dry runs are routed by the same choice.
 *
 * @param rule the place on the line, from 0, of the first rule that takes the call
 * @param verdicts on the models of that rule, in the order in which they are asked
 */
public record Routing(int rule, List<Verdict> verdicts) {
    public Routing {
        verdicts = List.copyOf(verdicts);
    }

    /** @param passedOver why the model is not asked; empty for one that is */
    public record Verdict(Model model, Optional<PassedOver> passedOver) {
        public boolean taken() {
            return passedOver.isEmpty();
        }
    }

    /** Why a model is not asked; the later ones pass by themselves, or with an operator's help. */
    public enum PassedOver {
        TOO_SMALL("holds fewer tokens than go in and may come out"),
        NO_TOOLS("takes no tools"),
        NO_IMAGES("takes no pictures"),
        NO_DOCUMENTS("takes no documents"),
        NO_TIER("has no price for this service tier"),
        NO_CACHE("has no price for what it is to keep in a cache"),
        UNPRICED("has no price in force"),
        RESTING("rests, since it failed several times in a row");

        private final String words;

        PassedOver(String words) {
            this.words = words;
        }

        /** As the end of a sentence that begins with the model. */
        public String words() {
            return words;
        }
    }

    /**
     * @param rules of which the last takes every call
     * @param prices in force, by model
     * @param resting which models are not to be asked for the time being
     */
    static Routing choose(List<Rule> rules, Asked asked, Map<Integer, ModelPrice> prices, IntPredicate resting) {
        var place = 0;
        while (rules.get(place).when().unmet(asked).isPresent()) place++;
        var rule = rules.get(place);
        var verdicts = new ArrayList<Verdict>();
        for (var model : rule.cheapestFirst() ? cheapestFirst(rule.models(), asked, prices) : rule.models())
            verdicts.add(new Verdict(model, against(model, asked, prices, resting)));
        return new Routing(place, verdicts);
    }

    private static Optional<PassedOver> against(
            Model model, Asked asked, Map<Integer, ModelPrice> prices, IntPredicate resting) {
        if (model.contextTokens() < asked.tokens() + asked.outputTokens()) return Optional.of(PassedOver.TOO_SMALL);
        if (asked.tools() && !model.takesTools()) return Optional.of(PassedOver.NO_TOOLS);
        if (asked.images() && !model.takesImages()) return Optional.of(PassedOver.NO_IMAGES);
        if (asked.documents() && !model.takesDocuments()) return Optional.of(PassedOver.NO_DOCUMENTS);
        var price = prices.get(model.no());
        if (price == null) return Optional.of(PassedOver.UNPRICED);
        if (price.rates(asked.tier()).isEmpty()) return Optional.of(PassedOver.NO_TIER);
        if (!price.covers(asked.worst())) return Optional.of(PassedOver.NO_CACHE);
        return resting.test(model.no()) ? Optional.of(PassedOver.RESTING) : Optional.empty();
    }

    /** By what the call may cost at most; one without a price comes last, and is passed over. */
    private static List<Model> cheapestFirst(List<Model> models, Asked asked, Map<Integer, ModelPrice> prices) {
        var worst = asked.worst();
        return models.stream()
                .sorted(Comparator.comparing(
                        model -> Optional.ofNullable(prices.get(model.no()))
                                .filter(price -> price.covers(worst))
                                .map(price -> price.most(worst))
                                .orElse(null),
                        Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    /** Where no model is asked, what stands between the call and the one that comes nearest to it. */
    public PassedOver obstacle() {
        return verdicts.stream()
                .flatMap(verdict -> verdict.passedOver().stream())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The models to ask, first choice first. */
    public List<Model> taken() {
        return verdicts.stream().filter(Verdict::taken).map(Verdict::model).toList();
    }
}
