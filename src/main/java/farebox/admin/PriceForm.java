package farebox.admin;

import farebox.cost.ModelPrice;
import farebox.cost.Rates;
import farebox.cost.ServiceTier;
import farebox.money.Usd;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jboss.resteasy.reactive.RestForm;

/**
 * What a model asks, as it is typed in: of each rate a text for every service tier, in their order. An empty field is a price
 * that the model does not list, and an empty tier one that it is not called in.
 *
 * @param from the day from which it counts, in UTC; empty for now
 */
record PriceForm(
        @RestForm List<String> input,
        @RestForm List<String> output,
        @RestForm List<String> cacheRead,
        @RestForm List<String> cacheWrite5m,
        @RestForm List<String> cacheWrite1h,
        @RestForm List<String> request,
        @RestForm List<String> image,
        @RestForm String from) {
    private static final List<ServiceTier> TIERS = List.of(ServiceTier.values());

    /** @param fields one for each tier */
    record Line(String name, String label, List<Field> fields) {}

    record Field(String label, String value) {}

    static PriceForm of(Optional<ModelPrice> price) {
        return new PriceForm(
                texts(price, rates -> Optional.of(rates.input())),
                texts(price, rates -> Optional.of(rates.output())),
                texts(price, Rates::cacheRead),
                texts(price, Rates::cacheWrite5m),
                texts(price, Rates::cacheWrite1h),
                texts(price, Rates::request),
                texts(price, Rates::image),
                "");
    }

    private static List<String> texts(Optional<ModelPrice> price, Function<Rates, Optional<Usd>> rate) {
        return TIERS.stream()
                .map(tier -> price.flatMap(listed -> listed.rates(tier))
                        .flatMap(rate)
                        .map(Usd::toString)
                        .orElse(""))
                .toList();
    }

    public List<Line> lines() {
        return List.of(
                line("input", "Input", input),
                line("output", "Output", output),
                line("cacheRead", "Cache read", cacheRead),
                line("cacheWrite5m", "Cache write, 5 minutes", cacheWrite5m),
                line("cacheWrite1h", "Cache write, 1 hour", cacheWrite1h),
                line("request", "One request", request),
                line("image", "One picture", image));
    }

    private static Line line(String name, String label, List<String> typed) {
        return new Line(
                name,
                label,
                TIERS.stream()
                        .map(tier -> new Field(label + ", " + tier.word(), text(typed, tier)))
                        .toList());
    }

    Rates rates() {
        return rates(ServiceTier.DEFAULT);
    }

    /** Whether no price is typed in at all. */
    boolean isBlank() {
        return TIERS.stream().allMatch(this::isBlank);
    }

    private boolean isBlank(ServiceTier tier) {
        return IntStream.range(0, lines().size())
                .allMatch(line ->
                        lines().get(line).fields().get(tier.ordinal()).value().isBlank());
    }

    /** The tiers that have a price, but for the default one. */
    Map<ServiceTier, Rates> tiers() {
        var tiers = new EnumMap<ServiceTier, Rates>(ServiceTier.class);
        Arrays.stream(ServiceTier.values())
                .filter(tier -> tier != ServiceTier.DEFAULT && !isBlank(tier))
                .forEach(tier -> tiers.put(tier, rates(tier)));
        return tiers;
    }

    private Rates rates(ServiceTier tier) {
        var where = tier == ServiceTier.DEFAULT ? "" : " of the " + tier.word() + " tier";
        return new Rates(
                Typed.usd("The input price" + where, text(input, tier)),
                Typed.usd("The output price" + where, text(output, tier)),
                optional("The price of cache reads" + where, text(cacheRead, tier)),
                optional("The price of 5-minute cache writes" + where, text(cacheWrite5m, tier)),
                optional("The price of 1-hour cache writes" + where, text(cacheWrite1h, tier)),
                optional("The price of a request" + where, text(request, tier)),
                optional("The price of a picture" + where, text(image, tier)));
    }

    private static Optional<Usd> optional(String what, String typed) {
        return Typed.optional(typed).map(some -> Typed.usd(what, some));
    }

    private static String text(List<String> typed, ServiceTier tier) {
        return Typed.at(tier.ordinal(), typed);
    }

    Optional<Instant> begins() {
        return Typed.optional(from).map(day -> Typed.beginningOf("The first day", day));
    }

    /** What the audit log says of it. */
    String sentence() {
        var others = tiers().keySet().stream().map(ServiceTier::word).toList();
        return "$" + text(input, ServiceTier.DEFAULT) + " in, $" + text(output, ServiceTier.DEFAULT)
                + " out per million tokens" + (others.isEmpty() ? "" : ", and " + String.join(" and ", others))
                + Typed.optional(from).map(day -> ", from " + day).orElse("");
    }
}
