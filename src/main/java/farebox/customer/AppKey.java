package farebox.customer;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A key as operators see it: never its text.
 *
 * @param hint the last characters of its text
 */
public record AppKey(
        int no,
        String appName,
        String name,
        String hint,
        Allowed allowed,
        Brakes brakes,
        Instant createdAt,
        Optional<Instant> revokedAt) {
    /**
     * What a key allows beyond the ordinary.
     *
     * @param scopes of {@link Caller#SCOPES}
     * @param createsCustomers whether a call makes a customer that is not known yet
     */
    public record Allowed(Set<String> scopes, boolean createsCustomers) {
        public static final Allowed ORDINARY = new Allowed(Set.of(), false);
        public static final Allowed EVERYTHING = new Allowed(Caller.SCOPES, true);

        public Allowed {
            scopes = Set.copyOf(scopes);
            if (!Caller.SCOPES.containsAll(scopes)) throw new IllegalArgumentException("unknown scope in " + scopes);
        }
    }
}
