package farebox.customer;

import farebox.customer.AppKey.Allowed;
import farebox.customer.AppKey.Naming;
import farebox.deployment.Deployment;
import farebox.money.Credits;
import farebox.sql.Postgres;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The keys by which apps are known. A key's text is told once and then only its SHA-256 is kept. */
@Singleton
public class AppKeys {
    private static final int RANDOM_BYTES = 32;
    private static final int HINT_LENGTH = 4;

    /** How long a revoked key may still be believed, on every instance. */
    private static final Duration BELIEVED = Duration.ofSeconds(2);

    private static final String FIND = """
            select k.key, k.app, a.name as app_name, k.livemode, k.scopes, k.creates_customers,
                   k.default_customer, k.user_is_customer, k.keeps_answers, k.requests_per_minute, k.daily_cap, k.total_cap
              from app_key k
              join app a on a.app = k.app
             where k.hash = ? and k.livemode = ? and k.revoked_at is null
            """;

    private static final String ALL = """
            select k.*, a.name as app_name
              from app_key k
              join app a on a.app = k.app
             order by k.key desc
             limit 1000
            """;

    private static final String ONE =
            "select k.*, a.name as app_name from app_key k join app a on a.app = k.app where k.key = ?";

    private final Postgres postgres;
    private final Deployment deployment;
    private final Clock clock;
    private final Event<Change> changes;
    private final SecureRandom random = new SecureRandom();

    // Holds keys that were found only, so it never outgrows the table.
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    AppKeys(Postgres postgres, Deployment deployment, Clock clock, Event<Change> changes) {
        this.postgres = postgres;
        this.deployment = deployment;
        this.clock = clock;
        this.changes = changes;
    }

    /** A key was changed or revoked. */
    record Change() {}

    /** Only once it is committed, or else a call in between would bring back what was. */
    void forget(@Observes(during = TransactionPhase.AFTER_COMPLETION) Change change) {
        seen.clear();
    }

    /** Makes a key and tells its text, once. */
    public String create(int app, String name, Allowed allowed) {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return keep(app, name, bytes, allowed).orElseThrow();
    }

    /** Makes the key that these 32 secret bytes stand for, unless it is there already, and tells its text; none if it was revoked. */
    public Optional<String> keep(int app, String name, byte[] secret, Allowed allowed) {
        if (secret.length != RANDOM_BYTES) throw new IllegalArgumentException("a key stands for 32 bytes");
        var text = prefix() + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        postgres.change(
                """
                insert into app_key (app, name, hash, hint, livemode, scopes, creates_customers, default_customer,
                                     user_is_customer, keeps_answers)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """,
                app,
                name,
                Digest.sha256(text),
                text.substring(text.length() - HINT_LENGTH),
                livemode(),
                allowed.scopes(),
                allowed.createsCustomers(),
                allowed.naming().customer().orElse(null),
                allowed.naming().byUser(),
                allowed.keepsAnswers());
        return caller(text).map(found -> text);
    }

    /** Every key, newest first. */
    public List<AppKey> all() {
        return postgres.list(ALL, AppKeys::key);
    }

    public Optional<AppKey> find(int key) {
        return postgres.first(ONE, AppKeys::key, key);
    }

    /** Changes what a key allows and what holds it back; other instances notice within two seconds. */
    public void change(int key, Allowed allowed, Brakes brakes) {
        postgres.change(
                """
                update app_key
                   set scopes = ?, creates_customers = ?, default_customer = ?, user_is_customer = ?, keeps_answers = ?,
                       requests_per_minute = ?, daily_cap = ?, total_cap = ?
                 where key = ?
                """,
                allowed.scopes(),
                allowed.createsCustomers(),
                allowed.naming().customer().orElse(null),
                allowed.naming().byUser(),
                allowed.keepsAnswers(),
                brakes.requestsPerMinute().orElse(null),
                brakes.dailyCap().map(Credits::amount).orElse(null),
                brakes.totalCap().map(Credits::amount).orElse(null),
                key);
        changes.fire(new Change());
    }

    /** Ends a key for good; other instances notice within two seconds. */
    public void revoke(int key) {
        postgres.change("update app_key set revoked_at = now() where key = ? and revoked_at is null", key);
        changes.fire(new Change());
    }

    /** Who calls with this text as key. Any text costs the same: one hash and one look-up by it. */
    Optional<Caller> caller(String text) {
        var hash = Digest.sha256(text);
        var name = Base64.getEncoder().encodeToString(hash);
        var known = seen.get(name);
        if (known != null && clock.instant().isBefore(known.until)) return Optional.of(known.caller);
        var caller = postgres.first(FIND, AppKeys::caller, hash, livemode());
        caller.ifPresentOrElse(
                found -> seen.put(name, new Seen(found, clock.instant().plus(BELIEVED))), () -> seen.remove(name));
        return caller;
    }

    private boolean livemode() {
        return deployment.stripe().livemode();
    }

    private String prefix() {
        return livemode() ? "fbx_live_" : "fbx_test_";
    }

    private static Caller caller(ResultSet row) throws SQLException {
        return new Caller(
                row.getInt("app"),
                row.getString("app_name"),
                row.getInt("key"),
                allowed(row),
                row.getBoolean("livemode"),
                Brakes.read(row));
    }

    private static AppKey key(ResultSet row) throws SQLException {
        return new AppKey(
                row.getInt("key"),
                row.getString("app_name"),
                row.getString("name"),
                row.getString("hint"),
                allowed(row),
                Brakes.read(row),
                Postgres.instant(row, "created_at"),
                Optional.ofNullable(Postgres.instant(row, "revoked_at")));
    }

    private static Allowed allowed(ResultSet row) throws SQLException {
        var naming =
                new Naming(Optional.ofNullable(row.getString("default_customer")), row.getBoolean("user_is_customer"));
        return new Allowed(
                Postgres.texts(row, "scopes"),
                row.getBoolean("creates_customers"),
                naming,
                row.getBoolean("keeps_answers"));
    }

    private record Seen(Caller caller, Instant until) {}
}
