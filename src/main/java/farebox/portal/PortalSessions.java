package farebox.portal;

import farebox.customer.Digest;
import farebox.money.CustomerNo;
import farebox.sql.Postgres;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;

/** Who is signed in at the portal. Kept in the database, so that a restart signs nobody out and any instance knows. */
@Singleton
class PortalSessions {
    private static final int TOKEN_BYTES = 32;

    private static final String OPEN = """
            insert into portal_session (token_hash, customer_no, return_url, expires_at)
            values (?, ?, ?, clock_timestamp() + interval '12 hours')
            """;

    private static final String FIND = """
            select customer_no, return_url
              from portal_session
             where token_hash = ?
               and expires_at > clock_timestamp()
            """;

    private final Postgres postgres;
    private final SecureRandom random = new SecureRandom();

    PortalSessions(Postgres postgres) {
        this.postgres = postgres;
    }

    /** What a session is about. */
    record Session(CustomerNo customer, Optional<URI> returnUrl) {}

    /** Opens a session and tells the token for its cookie, once. */
    String open(Session session) {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        postgres.change("delete from portal_session where expires_at < clock_timestamp()");
        postgres.change(
                OPEN,
                Digest.sha256(token),
                session.customer.value(),
                session.returnUrl.map(URI::toString).orElse(null));
        return token;
    }

    Optional<Session> find(String token) {
        return postgres.first(FIND, PortalSessions::session, Digest.sha256(token));
    }

    void close(String token) {
        postgres.change("delete from portal_session where token_hash = ?", Digest.sha256(token));
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                new CustomerNo(row.getLong("customer_no")),
                Optional.ofNullable(row.getString("return_url")).map(URI::create));
    }
}
