package farebox.customer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.sql.Pairs;
import farebox.sql.Postgres;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The customers of all apps. */
@Singleton
public class Customers {
    private static final String COLUMNS = "customer_no, app, id, name, email, created_at, metadata, plan, daily_cap";

    private static final String PUT = """
            insert into customer as known (app, id, name, email, metadata, plan)
            values (?, ?, ?, ?, ?::jsonb, coalesce(?, ''))
            on conflict (app, id) do update
               set name = excluded.name, email = excluded.email, metadata = excluded.metadata,
                   plan = coalesce(?, known.plan)
            returning\s""" + COLUMNS;

    private static final String PAGE = "select " + COLUMNS + """
             from customer
             where customer_no > ? and (? = '' or strpos(lower(id || ' ' || name || ' ' || email), lower(?)) > 0)
             order by customer_no
             limit ?
            """;

    private static final String OF_APP = "select " + COLUMNS + """
             from customer
             where app = ? and customer_no < ?
             order by customer_no desc
             limit ?
            """;

    /** How long calls may go by what an instance knows of a customer. */
    private static final Duration BELIEVED = Duration.ofSeconds(10);

    private static final int KNOWN_MAX = 10_000;

    private final Postgres postgres;
    private final Event<Change> changes;
    private final Cache<Name, Customer> known = Caffeine.newBuilder()
            .expireAfterWrite(BELIEVED)
            .maximumSize(KNOWN_MAX)
            // To tidy up is less work than to wake a thread that does.
            .executor(Runnable::run)
            .build();

    record Name(int app, String id) {}

    Customers(Postgres postgres, Event<Change> changes) {
        this.postgres = postgres;
        this.changes = changes;
    }

    /** This customer was changed; empty where the one is not known by name. */
    record Change(Optional<Name> whom) {}

    /** Only once it is committed, or else a call in between would bring back what was. */
    void forget(@Observes(during = TransactionPhase.AFTER_COMPLETION) Change change) {
        change.whom.ifPresentOrElse(known::invalidate, known::invalidateAll);
    }

    public Optional<Customer> find(int app, String id) {
        return postgres.first(
                "select " + COLUMNS + " from customer where app = ? and id = ?", Customers::read, app, id);
    }

    /** The same as it was at most ten seconds ago, without asking PostgreSQL for every call. */
    public Optional<Customer> recent(int app, String id) {
        return Optional.ofNullable(
                known.get(new Name(app, id), name -> find(app, id).orElse(null)));
    }

    public Optional<Customer> byNo(CustomerNo no) {
        return postgres.first(
                "select " + COLUMNS + " from customer where customer_no = ?", Customers::read, no.value());
    }

    /** Makes the customer, or makes the known one look like this. */
    public Customer put(int app, String id, String name, String email) {
        return put(app, id, name, email, Map.of(), Optional.empty());
    }

    /**
     * The same.
     *
     * @param plan empty to leave it as it is, which an operator may have changed
     */
    public Customer put(
            int app, String id, String name, String email, Map<String, String> metadata, Optional<String> plan) {
        var word = plan.orElse(null);
        var put = postgres.first(PUT, Customers::read, app, id, name, email, Pairs.text(metadata), word, word)
                .orElseThrow();
        changes.fire(new Change(Optional.of(new Name(app, id))));
        return put;
    }

    /** The customer of this id, made now if there is none. */
    public Customer ensure(int app, String id) {
        return find(app, id).orElseGet(() -> {
            postgres.change("insert into customer (app, id) values (?, ?) on conflict do nothing", app, id);
            return find(app, id).orElseThrow();
        });
    }

    /** From the next call on, on other instances ten seconds later; empty for no plan. */
    public void plan(CustomerNo no, String plan) {
        postgres.change("update customer set plan = ? where customer_no = ?", plan, no.value());
        changes.fire(new Change(Optional.empty()));
    }

    /** From the next hold on, on other instances ten seconds later; empty for no cap. */
    public void capDaily(CustomerNo no, Optional<Credits> cap) {
        postgres.change(
                "update customer set daily_cap = ? where customer_no = ?",
                cap.map(Credits::amount).orElse(null),
                no.value());
        changes.fire(new Change(Optional.empty()));
    }

    /** Customers in the order in which they came, after a number; only those whose id, name or e-mail holds the search. */
    public List<Customer> page(String search, long afterNo, int limit) {
        return postgres.list(PAGE, Customers::read, afterNo, search, search, limit);
    }

    /** An app's customers, the newest first, before a number. */
    List<Customer> ofApp(int app, long beforeNo, int limit) {
        return postgres.list(OF_APP, Customers::read, app, beforeNo, limit);
    }

    private static Customer read(ResultSet row) throws SQLException {
        return new Customer(
                new CustomerNo(row.getLong("customer_no")),
                row.getInt("app"),
                row.getString("id"),
                row.getString("name"),
                row.getString("email"),
                Postgres.instant(row, "created_at"),
                Pairs.of(row.getString("metadata")),
                row.getString("plan"),
                Brakes.credits(row, "daily_cap"));
    }
}
