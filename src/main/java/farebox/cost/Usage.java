package farebox.cost;

/**
 * What one model call used, each token counted in exactly one place: {@code input} leaves cached tokens out.
 *
 * @param cacheWrite5m written to a cache that lives five minutes
 * @param cacheWrite1h written to a cache that lives an hour
 * @param requests 1, or 0 where no model was called
 * @param images that were looked at; their tokens are in {@code input}, too
 */
public record Usage(
        long input,
        long output,
        long cacheRead,
        long cacheWrite5m,
        long cacheWrite1h,
        int requests,
        int images,
        ServiceTier tier) {
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, 0, ServiceTier.DEFAULT);

    public Usage {
        if (input < 0 || output < 0 || cacheRead < 0 || cacheWrite5m < 0 || cacheWrite1h < 0)
            throw new IllegalArgumentException("tokens cannot be negative");
        if (requests < 0 || images < 0) throw new IllegalArgumentException("requests and images cannot be negative");
    }

    /** One call without pictures, of the default tier. */
    public Usage(long input, long output, long cacheRead, long cacheWrite5m, long cacheWrite1h) {
        this(input, output, cacheRead, cacheWrite5m, cacheWrite1h, 1, 0, ServiceTier.DEFAULT);
    }

    public static Usage of(long input, long output) {
        return new Usage(input, output, 0, 0, 0);
    }

    public long cacheWrite() {
        return Math.addExact(cacheWrite5m, cacheWrite1h);
    }

    /** The same tokens as if no cache had been there. */
    public Usage uncached() {
        var all = Math.addExact(Math.addExact(input, cacheRead), cacheWrite());
        return new Usage(all, output, 0, 0, 0, requests, images, tier);
    }

    /** The same as served by this tier, with so many pictures. */
    public Usage served(ServiceTier by, int seen) {
        return new Usage(input, output, cacheRead, cacheWrite5m, cacheWrite1h, requests, seen, by);
    }
}
