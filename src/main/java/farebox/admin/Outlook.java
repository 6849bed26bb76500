package farebox.admin;

import farebox.cost.Model;
import farebox.cost.ModelPrice;
import farebox.cost.Usage;
import farebox.margin.Earnings;
import farebox.money.Credits;
import farebox.money.Usd;
import farebox.pack.Pack;
import farebox.rate.Price;
import farebox.rate.RateLine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a call of a task class is worth and costs, also before there is any traffic; of one unit, where units are priced.
 *
 * @param typical what was served by this route at this price; without traffic, half of both limits on
 *     the first model of the last rule
 * @param measured whether there was traffic
 * @param worst the full limits on the dearest model of the route
 */
record Outlook(RateLine line, List<Basis> bases, Sale typical, boolean measured, Sale worst) {
    /** Credits earned by so many calls, and what these cost; no cost where a price is missing. */
    record Sale(Credits credits, Optional<Usd> cost, long calls) {
        static Sale of(Price price, Usage usage, Optional<Usd> cost) {
            return new Sale(price.charge(usage, cost.orElse(Usd.ZERO), 1), cost, 1);
        }

        static Optional<Sale> of(Earnings earned) {
            return Optional.of(earned)
                    .filter(some -> some.calls() > 0)
                    .map(some -> new Sale(
                            some.credits(), Optional.of(some.cost().plus(some.promotionalCost())), some.calls()));
        }

        public Optional<Usd> costPerCall() {
            return cost.map(usd -> Usd.ofNanos(Math.floorDiv(usd.nanos(), calls)));
        }
    }

    /** One way to value credits. */
    record Basis(String name, Function<Credits, Usd> value) {
        public Usd worth(Sale sale) {
            return Usd.ofNanos(Math.floorDiv(value.apply(sale.credits).nanos(), sale.calls));
        }

        public Optional<BigDecimal> margin(Sale sale) {
            return sale.cost.flatMap(usd -> Earnings.percent(value.apply(sale.credits), usd));
        }
    }

    static Outlook of(RateLine line, List<Pack> onSale, Map<Integer, ModelPrice> prices, Earnings lately) {
        var half = Usage.of(line.inputTokensMax() / 2, line.outputTokensMax() / 2);
        var full = Usage.of(line.inputTokensMax(), line.outputTokensMax());
        var measured = Sale.of(lately);
        return new Outlook(
                line,
                bases(onSale, lately),
                measured.orElseGet(() -> Sale.of(
                        line.price(),
                        half,
                        dearest(line.rules().getLast().models().subList(0, 1), half, prices))),
                measured.isPresent(),
                Sale.of(line.price(), full, dearest(line.models(), full, prices)));
    }

    private static List<Basis> bases(List<Pack> onSale, Earnings lately) {
        var bases = new ArrayList<Basis>();
        onSale.stream()
                .min(Comparator.comparing(Worth::perCredit))
                .ifPresent(pack -> bases.add(
                        new Basis("cheapest pack (" + pack.name() + ")", credits -> Worth.of(pack, credits))));
        if (!onSale.isEmpty()) bases.add(new Basis("average of the packs", credits -> Worth.average(onSale, credits)));
        lately.perCredit()
                .ifPresent(perCredit ->
                        bases.add(new Basis("price realised lately", credits -> Worth.times(perCredit, credits))));
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
