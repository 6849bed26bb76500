package farebox.customer;

import farebox.deployment.Deployment;
import farebox.money.CustomerNo;
import farebox.sql.Postgres;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** One-time links into the portal. A link is signed and says everything itself; only its use is remembered. */
@Singleton
public class PortalLinks {
    private static final Duration LIFETIME = Duration.ofHours(1);

    private static final String USE = """
            insert into portal_link_used (nonce_hash, expires_at)
            values (?, ?)
            on conflict do nothing
            """;

    private final Deployment deployment;
    private final Postgres postgres;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    PortalLinks(Deployment deployment, Postgres postgres, Clock clock) {
        this.deployment = deployment;
        this.postgres = postgres;
        this.clock = clock;
    }

    /** A link for this customer, good once and for an hour. */
    public URI link(CustomerNo customer) {
        return issue(customer, Optional.empty()).url();
    }

    /** A link for this customer, and where it leads back to. */
    public Link issue(CustomerNo customer, Optional<URI> returnUrl) {
        var nonce = new byte[PortalToken.NONCE_BYTES];
        random.nextBytes(nonce);
        var expiresAt = clock.instant().plus(LIFETIME).truncatedTo(ChronoUnit.SECONDS);
        var token = new PortalToken(customer, nonce, expiresAt, returnUrl).sign(deployment.linkSecret());
        return new Link(URI.create(deployment.publicUrl() + "/portal/enter?token=" + token), expiresAt);
    }

    /** The customer whom the link lets in: the first time only, and not after its hour. */
    public Optional<CustomerNo> consume(String token) {
        return genuine(token)
                .filter(link -> clock.instant().isBefore(link.expiresAt()))
                .filter(this::useOnce)
                .map(PortalToken::customer);
    }

    /** Where a link leads back to, even one that was used or is too old; nowhere for one that is not from here. */
    public Optional<URI> returnUrl(String token) {
        return genuine(token).flatMap(PortalToken::returnUrl);
    }

    private Optional<PortalToken> genuine(String token) {
        return PortalToken.verify(token, deployment.linkSecret());
    }

    private boolean useOnce(PortalToken link) {
        postgres.change(
                "delete from portal_link_used where expires_at < ?",
                clock.instant().minus(LIFETIME));
        return postgres.change(USE, Digest.sha256(link.nonce()), link.expiresAt()) == 1;
    }

    /** An address that lets a customer in once, until it expires. */
    public record Link(URI url, Instant expiresAt) {}
}
