package farebox.cost;

import farebox.cost.RepriceOutcome.Invalid;
import farebox.cost.RepriceOutcome.NoSuchModel;
import farebox.cost.RepriceOutcome.Repriced;
import farebox.money.Usd;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
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
    /** No model asks more for a million tokens, a request or a picture; it keeps every cost far inside 64 bits. */
    public static final Usd RATE_MAX = Usd.parse("10000");

    private static final String EXTREME = "A price is 0 to 10,000 dollars.";

    private final Rows rows;
    private final PriceRows prices;
    private final Clock clock;
    private final Event<Model> described;

    Models(Rows rows, PriceRows prices, Clock clock, Event<Model> described) {
        this.rows = rows;
        this.prices = prices;
        this.clock = clock;
        this.described = described;
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
    public RepriceOutcome reprice(int model, Rates rates, Map<ServiceTier, Rates> tiers, Optional<Instant> from) {
        if (rows.findById(model) == null) return new NoSuchModel();
        var now = clock.instant();
        if (from.filter(now::isAfter).isPresent())
            return new Invalid("A price cannot begin in the past: what was used keeps its price.");
        if (isExtreme(rates, tiers)) return new Invalid(EXTREME);
        var effectiveAt = from.orElse(now);
        if (prices.count("model = ?1 and effectiveAt = ?2", model, effectiveAt) > 0)
            return new Invalid("Another price begins at that very moment.");
        var row = ModelPriceRow.of(model, effectiveAt, rates, tiers);
        prices.persist(row);
        return new Repriced(row.price());
    }

    /**
     * Makes a model known, so that routes may name it.
     *
     * @param model {@link Model#proposed proposed}
     * @param rates what it costs; empty for what the same model costs under another name
     */
    @Transactional
    public RegisterOutcome register(Model model, Optional<Rates> rates, Map<ServiceTier, Rates> tiers) {
        if (model.contextTokens() < 1) return new RegisterOutcome.Invalid("A model holds at least 1 token.");
        inTurn();
        if (rows.count("name = ?1 or bedrockId = ?2", model.name(), model.bedrockId()) > 0)
            return new RegisterOutcome.Invalid("There is a model of this name or this Bedrock id.");
        return switch (BedrockId.read(model.bedrockId())) {
            case BedrockId.Reading.Unknown(var why) -> new RegisterOutcome.Invalid(why);
            case BedrockId.Reading.Known(var id) -> {
                var like = rates.isPresent() ? Optional.<ModelPrice>empty() : price(id);
                var asked = rates.or(() -> like.map(ModelPrice::rates));
                if (asked.isEmpty())
                    yield new RegisterOutcome.Invalid(
                            "No price of " + model.bedrockId() + " is known here. Type it in, as AWS lists it.");
                yield registered(
                        model, id, asked.get(), like.map(ModelPrice::tiers).orElse(tiers));
            }
        };
    }

    /** One registers at a time: what is found free here is free when it is taken. */
    private void inTurn() {
        rows.getEntityManager()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(hashtext('model'))")
                .getSingleResult();
    }

    /** Corrects what a known model can take; calls are routed by it at once. */
    @Transactional
    public void describe(Model model) {
        rows.update(
                "contextTokens = ?1, takesTools = ?2, takesImages = ?3, takesDocuments = ?4 where no = ?5",
                model.contextTokens(),
                model.takesTools(),
                model.takesImages(),
                model.takesDocuments(),
                model.no());
        described.fire(model);
    }

    private RegisterOutcome registered(Model model, BedrockId id, Rates rates, Map<ServiceTier, Rates> tiers) {
        if (isExtreme(rates, tiers)) return new RegisterOutcome.Invalid(EXTREME);
        var no = 1 + all().stream().mapToInt(Model::no).max().orElse(0);
        var row = ModelRow.of(no, model, id);
        rows.persistAndFlush(row); // Its price refers to it.
        prices.persist(ModelPriceRow.of(no, clock.instant(), rates, tiers));
        return new RegisterOutcome.Registered(row.model());
    }

    private static boolean isExtreme(Rates rates, Map<ServiceTier, Rates> tiers) {
        return Stream.concat(Stream.of(rates), tiers.values().stream())
                .flatMap(Rates::listed)
                .anyMatch(rate -> rate.isNegative() || rate.compareTo(RATE_MAX) > 0);
    }

    /** What a model costs that is called by this, if it is known here, perhaps under another id. */
    Optional<ModelPrice> price(BedrockId id) {
        return all().stream()
                .filter(model -> BedrockId.read(model.bedrockId()) instanceof BedrockId.Reading.Known(var known)
                        && known.costsAs(id))
                .flatMap(model -> price(model.no()).stream())
                .findFirst();
    }

    private static ModelPrice later(ModelPrice one, ModelPrice other) {
        return one.effectiveAt().isAfter(other.effectiveAt()) ? one : other;
    }

    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<ModelRow, Integer> {}

    @ApplicationScoped
    static class PriceRows implements PanacheRepositoryBase<ModelPriceRow, Integer> {}
}
