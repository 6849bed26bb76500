package farebox.admin;

import farebox.customer.Digest;
import farebox.sql.Postgres;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** Who is signed in. Kept in the database, so that a restart signs nobody out and signing out ends it everywhere. */
@ApplicationScoped
class OperatorSessions {
    static final String COOKIE = "farebox-operator";

    private final Postgres postgres;
    private final SecureRandom random = new SecureRandom();

    OperatorSessions(Postgres postgres) {
        this.postgres = postgres;
    }

    /** Opens a session and gives the token for the cookie. */
    String open(String email) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        postgres.change("delete from operator_session where expires_at < clock_timestamp()");
        postgres.change("""
                insert into operator_session (token_hash, operator, expires_at)
                select ?, no, clock_timestamp() + interval '12 hours'
                  from operator
                 where email = ? and off_at is null
                """, Digest.sha256(token), email);
        return token;
    }

    /** The e-mail address of the operator whose cookie this is. */
    Optional<String> operator(String token) {
        return postgres.first("""
                select o.email
                  from operator_session s
                  join operator o on o.no = s.operator
                 where s.token_hash = ?
                   and s.expires_at > clock_timestamp()
                   and o.off_at is null
                """, row -> row.getString("email"), Digest.sha256(token));
    }

    /** Signs an operator out everywhere. */
    void closeAll(int operator) {
        postgres.change("delete from operator_session where operator = ?", operator);
    }

    /** Signs an operator out everywhere but here. */
    void closeOthers(int operator, String token) {
        postgres.change(
                "delete from operator_session where operator = ? and token_hash <> ?", operator, Digest.sha256(token));
    }

    void close(String token) {
        postgres.change("delete from operator_session where token_hash = ?", Digest.sha256(token));
    }
}
