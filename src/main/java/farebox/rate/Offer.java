package farebox.rate;

import farebox.cost.ModelPrice;
import farebox.cost.PricedModel;
import farebox.cost.Usage;
import farebox.money.Credits;
import farebox.rate.QuoteOutcome.Quoted;
import farebox.rate.QuoteOutcome.Unrouted;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A task class as it is on offer now.
 *
 * @param card the version of the rate card
 * @param prices of all models, by number
 */
public record Offer(int card, RateLine line, Map<Integer, ModelPrice> prices) {
    /** What a call costs here and which models may serve it; one that {@code resting} names is passed over. */
    public QuoteOutcome quote(Asked asked, IntPredicate resting) {
        var routing = routing(asked, resting);
        var route = routing.taken().stream()
                .map(model -> new PricedModel(model, prices.get(model.no())))
                .toList();
        return route.isEmpty() ? new Unrouted(routing) : new Quoted(new Quote(card, line, route));
    }

    private Routing routing(Asked asked, IntPredicate resting) {
        return Routing.choose(line.rules(), asked, prices, resting);
    }

    /** Every rule, and why it decides or not; of the one that does every model, and why it is asked or not. */
    public List<Considered> explain(Asked asked, IntPredicate resting) {
        var routing = routing(asked, resting);
        return IntStream.range(0, line.rules().size())
                .mapToObj(place -> Considered.of(line.rules().get(place), place, routing, asked))
                .toList();
    }

    /** The most that so much work may cost by any of its rules. */
    public Credits most(Usage worst, int units) {
        var all = line.models().stream().map(model -> prices.get(model.no())).toList();
        return line.price().most(worst, units, all);
    }
}
