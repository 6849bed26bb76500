package farebox.cost;

import farebox.money.Usd;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The rates of a model from a moment on, until a later price takes over.
 *
 * @param rates of the default tier
 * @param tiers of the other tiers that the model is known to serve, each with rates of its own
 */
public record ModelPrice(int no, int model, Instant effectiveAt, Rates rates, Map<ServiceTier, Rates> tiers) {
    public ModelPrice {
        tiers = Collections.unmodifiableMap(new TreeMap<>(tiers)); // pages show them in order
    }

    /** A price of the default tier alone. */
    public ModelPrice(int no, int model, Instant effectiveAt, Rates rates) {
        this(no, model, effectiveAt, rates, Map.of());
    }

    /** What this tier costs; empty where that is not known. */
    public Optional<Rates> rates(ServiceTier tier) {
        return tier == ServiceTier.DEFAULT ? Optional.of(rates) : Optional.ofNullable(tiers.get(tier));
    }

    /** What a call cost; refuses with {@link Rates.UnknownRate} rather than take tokens without a price for free. */
    public Usd costOf(Usage usage) {
        return rates(usage.tier())
                .orElseThrow(() -> new Rates.UnknownRate(usage.tier().word()))
                .costOf(usage);
    }

    /** Whether there is a price for all that such a call may come to use. */
    public boolean covers(Usage worst) {
        return rates(worst.tier()).filter(rates -> rates.cover(worst)).isPresent();
    }

    /**
     * What such a call may cost at most: what it may write to a cache, it may as well not; and where the tier that it asks
     * for has no room, the default one may serve it.
     */
    public Usd most(Usage worst) {
        return Stream.of(worst.tier(), ServiceTier.DEFAULT)
                .distinct()
                .map(tier -> worst.served(tier, worst.images()))
                .filter(this::covers)
                .flatMap(served -> Stream.of(costOf(served), costOf(served.uncached())))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
