package farebox.webhook;

import farebox.sql.Postgres;
import farebox.webhook.Endpoint.Off;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Where apps are told. A removed endpoint is kept, with what it was told, and is told nothing more. */
@Singleton
public class Endpoints {
    private static final String SELECT = """
            select e.*, a.name as app_name
              from webhook_endpoint e
              join app a using (app)
            """;
    private static final String COUNTED = """
            select e.*, a.name as app_name,
                   (select count(*) from webhook_delivery d
                     where d.endpoint = e.endpoint and d.state = 'waiting') as waiting,
                   (select count(*) from webhook_delivery d
                     where d.endpoint = e.endpoint and d.state = 'failed') as failed
              from webhook_endpoint e
              join app a using (app)
             order by e.removed_at is not null, a.name, e.endpoint
             limit 1000
            """;
    private static final String REGISTER = """
            insert into webhook_endpoint (app, url, secret, types, low_below)
            values (?, ?, ?, ?, ?)
            returning endpoint
            """;
    private static final String REPLACE = """
            update webhook_endpoint
               set old_secret = secret, replaced_at = now(), secret = ?
             where endpoint = ? and removed_at is null
            """;
    private static final String LEAVE = """
            update webhook_delivery
               set state = 'failed', last_answer = ?
             where endpoint = ? and state = 'waiting'
            """;
    private static final String SWITCH_OFF = """
            update webhook_endpoint
               set off_since = clock_timestamp(), off_reason = ?
             where endpoint = ? and in_use
            """;
    private static final String SWITCH_ON = """
            update webhook_endpoint
               set off_since = null, off_reason = null
             where endpoint = ? and removed_at is null and off_since is not null
            """;

    private final Postgres postgres;

    Endpoints(Postgres postgres) {
        this.postgres = postgres;
    }

    /** An endpoint that is new, or has a new secret, which is not to be had again. */
    public record Registered(int no, String secret) {}

    public Registered register(Endpoint.Order order) {
        var secret = Secret.random();
        var no = postgres.first(
                        REGISTER,
                        row -> row.getInt(1),
                        order.app(),
                        order.target().url().toString(),
                        secret.bytes(),
                        order.types(),
                        order.lowBelow())
                .orElseThrow();
        return new Registered(no, secret.text());
    }

    /** Gives it a new secret; for a day the old one signs as well. */
    public Optional<Registered> replaceSecret(int no) {
        var secret = Secret.random();
        var replaced = postgres.change(REPLACE, secret.bytes(), no) == 1;
        return replaced ? Optional.of(new Registered(no, secret.text())) : Optional.empty();
    }

    /** Tells it nothing more, not even what waits; whether it was there. */
    @Transactional
    public boolean remove(int no) {
        var removed = postgres.change(
                        "update webhook_endpoint set removed_at = now() where endpoint = ? and removed_at is null", no)
                == 1;
        if (removed) postgres.change(LEAVE, "The endpoint was removed.", no);
        return removed;
    }

    /** Tells it nothing until it is switched on again, not even what waits. */
    @Transactional
    void switchOff(int no, String reason) {
        if (postgres.change(SWITCH_OFF, reason, no) == 1) postgres.change(LEAVE, "The endpoint was switched off.", no);
    }

    /** Tells it again of what happens from now on; whether it was off. */
    @Transactional
    public boolean switchOn(int no) {
        return postgres.change(SWITCH_ON, no) == 1;
    }

    public Optional<Endpoint> find(int no) {
        return postgres.first(SELECT + "where e.endpoint = ?", Endpoints::read, no);
    }

    /**
     * An endpoint with what became of its deliveries. To count them takes a while, so only the operators' list does.
     *
     * @param waiting how many deliveries are not taken yet
     * @param failed how many were given up
     */
    public record Counted(Endpoint endpoint, long waiting, long failed) {}

    /** Every endpoint, those in use first. */
    public List<Counted> all() {
        return postgres.list(COUNTED, row -> new Counted(read(row), row.getLong("waiting"), row.getLong("failed")));
    }

    /** An app's endpoints in use, newest first, from before a number on. */
    List<Endpoint> of(int app, int before, int limit) {
        return postgres.list(
                SELECT + "where e.app = ? and e.endpoint < ? and e.removed_at is null order by e.endpoint desc limit ?",
                Endpoints::read,
                app,
                before,
                limit);
    }

    private static Endpoint read(ResultSet row) throws SQLException {
        var reason = row.getString("off_reason");
        return new Endpoint(
                row.getInt("endpoint"),
                row.getInt("app"),
                row.getString("app_name"),
                URI.create(row.getString("url")),
                Postgres.texts(row, "types"),
                row.getLong("low_below"),
                Postgres.instant(row, "created_at"),
                Optional.ofNullable(Postgres.instant(row, "removed_at")),
                Optional.ofNullable(Postgres.instant(row, "off_since")).map(since -> new Off(since, reason)));
    }
}
