package farebox.rate;

import farebox.cost.PricedModel;
import farebox.cost.Usage;
import farebox.money.Credits;
import farebox.money.Usd;
import java.util.List;

/**
 * What a request will cost, from which card, and which models may serve it at which price.
 *
 * @param card the version, stamped on everything that follows
 * @param route the first choice, then its fallbacks; never empty
 */
public record Quote(int card, RateLine line, List<PricedModel> route) {
    public Quote {
        route = List.copyOf(route);
    }

    /** The most that the work may cost: it is held before it begins. */
    public Credits most(Usage worst, int units) {
        return line.price()
                .most(worst, units, route.stream().map(PricedModel::price).toList());
    }

    /** What the work costs, by what it used; never more than was held. */
    public Credits charge(Usage used, Usd cost, int units, Credits held) {
        return Credits.least(line.price().charge(used, cost, units), held);
    }
}
