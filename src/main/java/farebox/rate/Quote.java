package farebox.rate;

import farebox.cost.PricedModel;
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
}
