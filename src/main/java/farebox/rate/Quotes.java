package farebox.rate;

import farebox.cost.ModelPrice;
import farebox.cost.PricedModel;
import farebox.rate.QuoteOutcome.NoSuchTask;
import farebox.rate.QuoteOutcome.PriceUnknown;
import farebox.rate.QuoteOutcome.Quoted;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Says what a request will cost, from the rate card and the model prices in force. */
@ApplicationScoped
public class Quotes {
    private final RateCards cards;

    Quotes(RateCards cards) {
        this.cards = cards;
    }

    public QuoteOutcome quote(String slug) {
        var inForce = cards.inForce();
        return inForce.card()
                .line(slug)
                .map(line -> quote(inForce.card().version(), line, inForce.prices()))
                .orElseGet(NoSuchTask::new);
    }

    private static QuoteOutcome quote(int card, RateLine line, Map<Integer, ModelPrice> prices) {
        var unpriced = line.route().stream()
                .filter(model -> !prices.containsKey(model.no()))
                .findFirst();
        if (unpriced.isPresent()) return new PriceUnknown(unpriced.get());
        var route = line.route().stream()
                .map(model -> new PricedModel(model, prices.get(model.no())))
                .toList();
        return new Quoted(new Quote(card, line, route));
    }
}
