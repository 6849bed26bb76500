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
     * @param naming how a call says who pays
     * @param keepsAnswers whether what models say is stored, for whoever sends the same request again
     */
    public record Allowed(Set<String> scopes, boolean createsCustomers, Naming naming, boolean keepsAnswers) {
        public static final Allowed ORDINARY = new Allowed(Set.of(), false, Naming.ORDINARY);

        /** Of a key whose answers are stored. */
        public Allowed(Set<String> scopes, boolean createsCustomers, Naming naming) {
            this(scopes, createsCustomers, naming, true);
        }

        public Allowed {
            scopes = Set.copyOf(scopes);
            if (!Caller.SCOPES.containsAll(scopes)) throw new IllegalArgumentException("unknown scope in " + scopes);
        }
    }

    /**
     * How a call says who pays, beside the ways that every key has.
     *
     * @param customer who pays where a call names nobody
     * @param byUser whether OpenAI's {@code user} names the customer; many apps put a hash of somebody else there
     */
    public record Naming(Optional<String> customer, boolean byUser) {
        public static final Naming ORDINARY = new Naming(Optional.empty(), true);
    }
}
