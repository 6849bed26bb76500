package farebox.cost;

/**
 * The tokens of one model call, each counted in exactly one place: {@code input} leaves cached tokens out.
 *
 * @param cacheWrite5m written to a cache that lives five minutes
 * @param cacheWrite1h written to a cache that lives an hour
 */
public record Usage(long input, long output, long cacheRead, long cacheWrite5m, long cacheWrite1h) {
    public static final Usage NONE = of(0, 0);

    public Usage {
        if (input < 0 || output < 0 || cacheRead < 0 || cacheWrite5m < 0 || cacheWrite1h < 0)
            throw new IllegalArgumentException("tokens cannot be negative");
    }

    public static Usage of(long input, long output) {
        return new Usage(input, output, 0, 0, 0);
    }

    public long cacheWrite() {
        return Math.addExact(cacheWrite5m, cacheWrite1h);
    }

    /** The same tokens as if no cache had been there. */
    public Usage uncached() {
        return of(Math.addExact(Math.addExact(input, cacheRead), cacheWrite()), output);
    }
}
