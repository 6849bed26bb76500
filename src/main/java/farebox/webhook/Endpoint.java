package farebox.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Where an app wants to be told, and what of.
 *
 * @param lowBelow with fewer unspent credits than this a balance is low
 * @param off since when and why it is told nothing, though it was not removed
 */
public record Endpoint(
        int no,
        int app,
        String appName,
        URI url,
        Set<String> types,
        long lowBelow,
        Instant createdAt,
        Optional<Instant> removedAt,
        Optional<Off> off) {
    /** What is asked for; the types are names of {@link EventType}. */
    public record Order(int app, Target target, Set<String> types, long lowBelow) {}

    /** Its receiver wanted no more. */
    public record Off(Instant since, String reason) {}

    /** Its name on the wire. */
    String id() {
        return "we_" + no;
    }
}
