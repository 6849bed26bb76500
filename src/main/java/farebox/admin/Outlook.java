package farebox.admin;

import farebox.cost.Model;
import farebox.cost.ModelPrice;
import farebox.cost.Usage;
import farebox.margin.Earnings;
import farebox.money.Usd;
import farebox.pack.Pack;
import farebox.rate.RateLine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a call of a task class is worth and costs, also before there is any traffic.
 *
 * @param typical what a call served by this route at this price has cost; without traffic, what half of both limits costs on the first model
 * @param measured whether there was traffic
 * @param worst what the full limits cost on the dearest model of the route
 */
record Outlook(RateLine line, List<Basis> bases, Optional<Usd> typical, boolean measured, Optional<Usd> worst) {
    /** One way to value the credits of a call. */
    record Basis(String name, Usd worth) {
        public Optional<BigDecimal> margin(Optional<Usd> cost) {
            return cost.flatMap(usd -> Earnings.percent(worth, usd));
        }
    }

    static Outlook of(RateLine line, List<Pack> onSale, Map<Integer, ModelPrice> prices, Earnings lately) {
        var measured = lately.costPerCall();
        var half = Usage.of(line.inputTokensMax() / 2, line.outputTokensMax() / 2);
        var full = Usage.of(line.inputTokensMax(), line.outputTokensMax());
        return new Outlook(
                line,
                bases(line, onSale, lately),
                measured.or(() -> dearest(line.route().subList(0, 1), half, prices)),
                measured.isPresent(),
                dearest(line.route(), full, prices));
    }

    private static List<Basis> bases(RateLine line, List<Pack> onSale, Earnings lately) {
        var bases = new ArrayList<Basis>();
        onSale.stream()
                .min(Comparator.comparing(Worth::perCredit))
                .ifPresent(pack ->
                        bases.add(new Basis("cheapest pack (" + pack.name() + ")", Worth.of(pack, line.credits()))));
        if (!onSale.isEmpty()) bases.add(new Basis("average of the packs", Worth.average(onSale, line.credits())));
        lately.perCredit()
                .ifPresent(perCredit ->
                        bases.add(new Basis("price realised lately", Worth.times(perCredit, line.credits()))));
        return bases;
    }

    private static Optional<Usd> dearest(List<Model> route, Usage usage, Map<Integer, ModelPrice> prices) {
        return route.stream()
                .map(model -> Optional.ofNullable(prices.get(model.no())))
                .flatMap(Optional::stream)
                .map(price -> price.costOf(usage))
                .max(Comparator.naturalOrder());
    }
}
