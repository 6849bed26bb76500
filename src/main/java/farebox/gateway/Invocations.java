package farebox.gateway;

import com.fasterxml.jackson.core.type.TypeReference;
import farebox.cost.PricedModel;
import farebox.cost.ServiceTier;
import farebox.cost.Usage;
import farebox.gateway.Invocation.Bill;
import farebox.gateway.Invocation.State;
import farebox.gateway.Invocation.What;
import farebox.gateway.Invocation.Who;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.sql.Pairs;
import farebox.sql.Postgres;
import farebox.wallet.HoldId;
import farebox.wallet.SettleOutcome.LotShare;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The invocations that have ended, newest first, their attempts, and the answers that are still kept. */
@ApplicationScoped
public class Invocations {
    private static final String ONE =
            "select * from invocation_named where customer_no = ? and started_at = ? and hold = ?";
    private static final String PAGE = """
            select * from invocation_named
             where (?::bigint is null or customer_no = ?)
               and (?::text is null or task_slug = ?)
               and (?::text is null or state = ?)
               and (started_at, customer_no, hold) < (?, ?, ?)
             order by started_at desc, customer_no desc, hold desc
             limit ?
            """;
    private static final String ANSWER = "select body from answer where customer_no = ? and opened_at = ? and hold = ?";
    private static final String ATTEMPTS = """
            select a.*, m.name as model_name
              from attempt a
              join model m on m.no = a.model
             where a.customer_no = ? and a.opened_at = ? and a.hold = ?
             order by a.attempt
            """;

    private static final String ANNOUNCE = """
            insert into attempt (customer_no, opened_at, hold, attempt, model, price, announced_nanos)
            select ?, ?, ?, ?, ?, ?, ? from hold where customer_no = ? and hold = ? and state = 0 for share
            """;

    /** What every invocation comes after. */
    static final HoldId BEGINNING = new HoldId(new CustomerNo(0), 0, Instant.parse("9999-01-01T00:00:00Z"));

    private final Postgres postgres;

    Invocations(Postgres postgres) {
        this.postgres = postgres;
    }

    /** Which invocations a list shows; what is empty leaves all in. */
    public record Filter(Optional<CustomerNo> customer, Optional<String> task, Optional<State> state) {
        public static Filter of(CustomerNo customer) {
            return new Filter(Optional.of(customer), Optional.empty(), Optional.empty());
        }
    }

    /** The invocations that come after one in the list, which is newest first; those of one batch share their time. */
    public List<Invocation> page(Filter filter, Optional<HoldId> after, int limit) {
        var last = after.orElse(BEGINNING);
        var customer = filter.customer().map(CustomerNo::value).orElse(null);
        var task = filter.task().orElse(null);
        var state = filter.state().map(State::word).orElse(null);
        return postgres.list(
                PAGE,
                Invocations::invocation,
                customer,
                customer,
                task,
                task,
                state,
                state,
                last.openedAt(),
                last.customer().value(),
                last.hold(),
                limit);
    }

    public Optional<Invocation> find(HoldId hold) {
        return postgres.first(ONE, Invocations::invocation, hold.customer().value(), hold.openedAt(), hold.hold());
    }

    /**
     * One call of one model, as it was recorded.
     *
     * @param usage by which its cost was reckoned; empty where the call never ended
     */
    public record RecordedAttempt(
            int no,
            int model,
            String modelName,
            Usd announced,
            Optional<String> outcome,
            long millis,
            Usd cost,
            boolean estimated,
            Optional<Usage> usage) {}

    /** The calls of models that a hold paid for; an attempt without an outcome was announced and never ended. */
    public List<RecordedAttempt> attempts(HoldId hold) {
        return postgres.list(ATTEMPTS, Invocations::attempt, hold.customer().value(), hold.openedAt(), hold.hold());
    }

    /** What the model said, while it is kept: for a day at least. */
    Optional<List<Content.Said>> answer(HoldId hold) {
        return postgres.first(
                ANSWER,
                row -> KeptAnswer.read(row.getBytes("body")),
                hold.customer().value(),
                hold.openedAt(),
                hold.hold());
    }

    /** Lets go of all that models said to a customer and that is still kept; says how many answers that were. */
    public int forget(CustomerNo customer) {
        return postgres.change("delete from answer where customer_no = ?", customer.value());
    }

    /** Makes an attempt known before its call; says no when the hold that would pay for it has ended meanwhile. */
    boolean announce(Work work, HoldId hold, int no, PricedModel model) {
        return postgres.change(
                        ANNOUNCE,
                        hold.customer().value(),
                        hold.openedAt(),
                        hold.hold(),
                        no,
                        model.model().no(),
                        model.price().no(),
                        Attempt.expected(model, work.prompt()).nanos(),
                        hold.customer().value(),
                        hold.hold())
                == 1;
    }

    private static Invocation invocation(ResultSet row) throws SQLException {
        var hold = new HoldId(
                new CustomerNo(row.getLong("customer_no")), row.getLong("hold"), Postgres.instant(row, "started_at"));
        return new Invocation(
                hold,
                new Who(row.getInt("app"), row.getString("customer_id")),
                what(row),
                bill(row),
                Postgres.instant(row, "ended_at"),
                Pairs.of(row.getString("metadata")));
    }

    private static What what(ResultSet row) throws SQLException {
        return new What(
                row.getString("task_slug"),
                row.getInt("card"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                Optional.ofNullable(row.getString("model_name")),
                Optional.ofNullable(row.getString("stop_reason")),
                Optional.ofNullable(row.getString("error_code")),
                new Usage(
                        row.getLong("input_tokens"),
                        row.getLong("output_tokens"),
                        row.getLong("cache_read_tokens"),
                        row.getLong("cache_write_tokens"),
                        0),
                Optional.ofNullable(row.getObject("units", Integer.class)));
    }

    private static Bill bill(ResultSet row) throws SQLException {
        var lots = lots(row.getString("lots"));
        return new Bill(
                Credits.of(row.getLong("credits")),
                Credits.of(row.getLong("paid_credits")),
                lots,
                Credits.of(row.getLong("available")),
                Usd.ofNanos(row.getLong("revenue_nanos")),
                Usd.ofNanos(row.getLong("cost_nanos")),
                row.getBoolean("estimated"));
    }

    static List<LotShare> lots(String text) {
        return json(text, new TypeReference<List<List<Long>>>() {}).stream()
                .map(lot -> new LotShare(lot.get(0), Credits.of(lot.get(1)), Usd.ofNanos(lot.get(2))))
                .toList();
    }

    private static RecordedAttempt attempt(ResultSet row) throws SQLException {
        return new RecordedAttempt(
                row.getInt("attempt"),
                row.getInt("model"),
                row.getString("model_name"),
                Usd.ofNanos(row.getLong("announced_nanos")),
                Optional.ofNullable(row.getString("outcome")),
                row.getLong("millis"),
                Usd.ofNanos(row.getLong("cost_nanos")),
                row.getBoolean("estimated"),
                usage(row));
    }

    private static Optional<Usage> usage(ResultSet row) throws SQLException {
        var tier = Optional.ofNullable(row.getString("tier")).flatMap(ServiceTier::of);
        if (tier.isEmpty()) return Optional.empty();
        return Optional.of(new Usage(
                        row.getLong("input_tokens"),
                        row.getLong("output_tokens"),
                        row.getLong("cache_read_tokens"),
                        row.getLong("cache_write_5m_tokens"),
                        row.getLong("cache_write_1h_tokens"))
                .served(tier.get(), row.getInt("images")));
    }

    static <T> T json(String text, TypeReference<T> type) {
        try {
            return InvocationSql.JSON.readValue(text, type);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
