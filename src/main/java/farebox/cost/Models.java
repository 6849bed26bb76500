package farebox.cost;

import farebox.cost.RepriceOutcome.Invalid;
import farebox.cost.RepriceOutcome.NoSuchModel;
import farebox.cost.RepriceOutcome.Repriced;
import farebox.money.Usd;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The models that tasks can be routed to, and what they cost. */
@ApplicationScoped
public class Models {
    /** No model asks more per million tokens; it keeps every cost far inside 64 bits. */
    public static final Usd RATE_MAX = Usd.parse("10000");

    private final Rows rows;
    private final PriceRows prices;
    private final Clock clock;

    Models(Rows rows, PriceRows prices, Clock clock) {
        this.rows = rows;
        this.prices = prices;
        this.clock = clock;
    }

    public List<Model> all() {
        return rows.stream("order by no").map(ModelRow::model).toList();
    }

    public Optional<Model> find(int no) {
        return rows.findByIdOptional(no).map(ModelRow::model);
    }

    /** The price in force now. */
    public Optional<ModelPrice> price(int model) {
        return prices.find("model = ?1 and effectiveAt <= ?2 order by effectiveAt desc", model, clock.instant())
                .firstResultOptional()
                .map(ModelPriceRow::price);
    }

    /** The prices in force now, by model; a model without one is left out. */
    public Map<Integer, ModelPrice> prices() {
        return prices.find("effectiveAt <= ?1", clock.instant()).stream()
                .map(ModelPriceRow::price)
                .collect(Collectors.toMap(ModelPrice::model, Function.identity(), Models::later));
    }

    /** What a model has cost and will cost, newest first. */
    public List<ModelPrice> history(int model, int limit) {
        return prices.find("model = ?1 order by effectiveAt desc", model).range(0, limit - 1).stream()
                .map(ModelPriceRow::price)
                .toList();
    }

    /** Changes what a model costs from now on, or from a moment to come. What was used before keeps its price. */
    @Transactional
    public RepriceOutcome reprice(int model, Rates rates, Optional<Instant> from) {
        if (rows.findById(model) == null) return new NoSuchModel();
        var now = clock.instant();
        if (from.filter(now::isAfter).isPresent())
            return new Invalid("A price cannot begin in the past: what was used keeps its price.");
        if (listed(rates).anyMatch(rate -> rate.isNegative() || rate.compareTo(RATE_MAX) > 0))
            return new Invalid("A price per million tokens is 0 to 10,000 dollars.");
        var effectiveAt = from.orElse(now);
        if (prices.count("model = ?1 and effectiveAt = ?2", model, effectiveAt) > 0)
            return new Invalid("Another price begins at that very moment.");
        var row = ModelPriceRow.of(model, effectiveAt, rates);
        prices.persist(row);
        return new Repriced(row.price());
    }

    private static ModelPrice later(ModelPrice one, ModelPrice other) {
        return one.effectiveAt().isAfter(other.effectiveAt()) ? one : other;
    }

    private static Stream<Usd> listed(Rates rates) {
        return Stream.of(
                        Optional.of(rates.input()),
                        Optional.of(rates.output()),
                        rates.cacheRead(),
                        rates.cacheWrite5m(),
                        rates.cacheWrite1h())
                .flatMap(Optional::stream);
    }

    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<ModelRow, Integer> {}

    @ApplicationScoped
    static class PriceRows implements PanacheRepositoryBase<ModelPriceRow, Integer> {}
}
