package farebox.cost;

import farebox.money.Usd;
import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a model asks per million tokens of each kind. A model that lists no price for cache writes at all (Nova) bills
 * them as input; any other price of tokens that is not listed is unknown.
 *
 * @param request asked for each call, whatever it uses; empty for none
 * @param image asked for each picture, besides its tokens; empty for none
 */
public record Rates(
        Usd input,
        Usd output,
        Optional<Usd> cacheRead,
        Optional<Usd> cacheWrite5m,
        Optional<Usd> cacheWrite1h,
        Optional<Usd> request,
        Optional<Usd> image) {
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
    private static final BigInteger HALF = BigInteger.valueOf(500_000);

    /** Rates of a model that asks for tokens alone. */
    public Rates(
            Usd input, Usd output, Optional<Usd> cacheRead, Optional<Usd> cacheWrite5m, Optional<Usd> cacheWrite1h) {
        this(input, output, cacheRead, cacheWrite5m, cacheWrite1h, Optional.empty(), Optional.empty());
    }

    /** Rates of a model without prompt caching. */
    public static Rates of(Usd input, Usd output) {
        return new Rates(input, output, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Every rate that is listed. */
    Stream<Usd> listed() {
        return Stream.of(Optional.of(input), Optional.of(output), cacheRead, cacheWrite5m, cacheWrite1h, request, image)
                .flatMap(Optional::stream);
    }

    /** Exact, and rounded half up to the nano-dollar once, at the end. */
    Usd costOf(Usage usage) {
        var perMillion = product(usage.input(), Optional.of(input), "input")
                .add(product(usage.output(), Optional.of(output), "output"))
                .add(product(usage.cacheRead(), cacheRead, "cache read"))
                .add(product(usage.cacheWrite5m(), write(cacheWrite5m), "5-minute cache write"))
                .add(product(usage.cacheWrite1h(), write(cacheWrite1h), "1-hour cache write"));
        return Usd.ofNanos(perMillion
                .add(HALF)
                .divide(MILLION)
                .add(fee(usage.requests(), request))
                .add(fee(usage.images(), image))
                .longValueExact());
    }

    /**
     * Whether all that such a call may come to use has a price. What may be written to a cache may be read from it; and what
     * is not said to live an hour lives five minutes.
     */
    boolean cover(Usage worst) {
        if (worst.cacheWrite() == 0) return true;
        var hour = worst.cacheWrite1h() == 0 || cacheWrite1h.isPresent();
        return hour && write(cacheWrite5m).isPresent() && cacheRead.isPresent();
    }

    private Optional<Usd> write(Optional<Usd> listed) {
        var listsNone = cacheWrite5m.isEmpty() && cacheWrite1h.isEmpty();
        return listsNone ? Optional.of(input) : listed;
    }

    private static BigInteger product(long tokens, Optional<Usd> rate, String kind) {
        if (tokens == 0) return BigInteger.ZERO;
        var nanos = rate.orElseThrow(() -> new UnknownRate(kind)).nanos();
        return BigInteger.valueOf(tokens).multiply(BigInteger.valueOf(nanos));
    }

    private static BigInteger fee(long times, Optional<Usd> fee) {
        return BigInteger.valueOf(times)
                .multiply(BigInteger.valueOf(fee.orElse(Usd.ZERO).nanos()));
    }

    /** Tokens occurred for which the model lists no price; they are never taken for free. */
    public static class UnknownRate extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnknownRate(String kind) {
            super("the price of " + kind + " tokens is unknown");
        }
    }
}
