package farebox.customer;

import farebox.web.Problem;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lets a key make so many requests a minute on this instance, and tells it where it stands, as OpenAI names it. */
@Singleton
class RateLimits {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final String HEADERS = "x-ratelimit-%s-requests";

    // One for each key that has a limit, so it never outgrows the table of keys.
    private final Map<Integer, Limited> limited = new ConcurrentHashMap<>();

    private record Limited(int requests, Bucket bucket) {
        static Limited to(int requests) {
            var bucket = Bucket.builder()
                    .addLimit(limit -> limit.capacity(requests).refillGreedy(requests, Duration.ofMinutes(1)))
                    .build();
            return new Limited(requests, bucket);
        }
    }

    /** Counts a request; ends it when there were too many. */
    void count(Caller caller, HttpServerResponse response) {
        caller.brakes().requestsPerMinute().ifPresent(requests -> count(caller.key(), requests, response));
    }

    private void count(int key, int requests, HttpServerResponse response) {
        var probe = limited.compute(
                        key, (no, old) -> old != null && old.requests == requests ? old : Limited.to(requests))
                .bucket
                .tryConsumeAndReturnRemaining(1);
        response.putHeader(HEADERS.formatted("limit"), Integer.toString(requests));
        response.putHeader(HEADERS.formatted("remaining"), Long.toString(probe.getRemainingTokens()));
        response.putHeader(HEADERS.formatted("reset"), seconds(probe.getNanosToWaitForReset()) + "s");
        if (!probe.isConsumed()) throw tooMany(requests, probe);
    }

    private static RuntimeException tooMany(int requests, ConsumptionProbe probe) {
        return Problem.of(
                        429,
                        "rate_limited",
                        "Too many requests",
                        "This key may make " + requests + " requests a minute. Nothing was held.")
                .retryAfter(seconds(probe.getNanosToWaitForRefill()))
                .exception();
    }

    /** Rounded up, so that whoever obeys does not come too early. */
    private static int seconds(long nanos) {
        return Math.toIntExact(Math.ceilDiv(nanos, NANOS_PER_SECOND));
    }
}
