package farebox.gateway;

import farebox.gateway.AppHold.Captured;
import farebox.gateway.AppHold.Held;
import farebox.gateway.AppHold.State;
import farebox.gateway.AppHold.Times;
import farebox.gateway.Invocation.Who;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.sql.Pairs;
import farebox.sql.Postgres;
import farebox.sql.RowStatement;
import farebox.wallet.Attachment;
import farebox.wallet.HoldId;
import farebox.wallet.HoldOutcome;
import farebox.wallet.ReleaseOutcome;
import farebox.wallet.SettleOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The holds of apps, newest first, and what is written of them in the wallet's transactions. */
@ApplicationScoped
public class AppHolds {
    private static final RowStatement OPENED =
            RowStatement.of("""
            insert into app_hold (customer_no, opened_at, hold, units, metadata, available)
            select customer_no, opened_at, hold, units, metadata::jsonb, available
              from unnest(?, ?, ?, ?, ?, ?) as n (customer_no, opened_at, hold, units, metadata, available)
                -- A batch whose commit went unanswered is written again.
                on conflict do nothing
            """, "int8", "timestamptz", "int8", "int4", "text", "int8");
    private static final RowStatement ENDED =
            RowStatement.of("""
            update app_hold a
               set captured = n.captured, lots = n.lots::jsonb, available = n.available
              from unnest(?, ?, ?, ?, ?, ?) as n (customer_no, opened_at, hold, captured, lots, available)
             where a.customer_no = n.customer_no and a.opened_at = n.opened_at and a.hold = n.hold
            """, "int8", "timestamptz", "int8", "int8", "text", "int8");
    private static final String ONE =
            "select * from app_hold_named where customer_no = ? and opened_at = ? and hold = ?";
    private static final String PAGE = """
            select * from app_hold_named
             where (?::bigint is null or customer_no = ?) and (opened_at, customer_no, hold) < (?, ?, ?)
             order by opened_at desc, customer_no desc, hold desc
             limit ?
            """;

    private final Postgres postgres;
    private final Clock clock;

    AppHolds(Postgres postgres, Clock clock) {
        this.postgres = postgres;
        this.clock = clock;
    }

    public Optional<AppHold> find(HoldId hold) {
        return postgres.first(ONE, this::read, hold.customer().value(), hold.openedAt(), hold.hold());
    }

    /** Those that come after one in the list, which is newest first; of one customer, or of all. */
    public List<AppHold> page(Optional<CustomerNo> customer, Optional<HoldId> after, int limit) {
        var no = customer.map(CustomerNo::value).orElse(null);
        var last = after.orElse(Invocations.BEGINNING);
        return postgres.list(
                PAGE, this::read, no, no, last.openedAt(), last.customer().value(), last.hold(), limit);
    }

    static Attachment<HoldOutcome> opening(HoldBody body) {
        return (outcome, at) -> outcome instanceof HoldOutcome.Held(var hold, var credits, var available)
                ? List.of(OPENED.row(
                        hold.customer().value(),
                        hold.openedAt(),
                        hold.hold(),
                        body.units(),
                        Pairs.text(body.pairs()),
                        available.amount()))
                : List.of();
    }

    static Attachment<SettleOutcome> capturing(HoldId hold) {
        return (outcome, at) -> outcome instanceof SettleOutcome.Captured captured
                ? List.of(ended(
                        hold, captured.charged().amount(), InvocationSql.lots(captured.lots()), captured.available()))
                : List.of();
    }

    static Attachment<ReleaseOutcome> releasing(HoldId hold) {
        return (outcome, at) -> outcome instanceof ReleaseOutcome.Released(var credits, var available)
                ? List.of(ended(hold, null, "[]", available))
                : List.of();
    }

    private static RowStatement.Row ended(HoldId hold, Long captured, String lots, Credits available) {
        return ENDED.row(hold.customer().value(), hold.openedAt(), hold.hold(), captured, lots, available.amount());
    }

    private AppHold read(ResultSet row) throws SQLException {
        var hold = new HoldId(
                new CustomerNo(row.getLong("customer_no")), row.getLong("hold"), Postgres.instant(row, "opened_at"));
        var times =
                new Times(Postgres.instant(row, "expires_at"), Optional.ofNullable(Postgres.instant(row, "ended_at")));
        return new AppHold(
                hold,
                new Who(row.getInt("app"), row.getString("customer_id")),
                held(row),
                state(row.getInt("state"), times),
                captured(row),
                times);
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(
                Credits.of(row.getLong("credits")),
                Credits.of(row.getLong("available")),
                Optional.ofNullable(row.getString("task_slug")),
                Optional.ofNullable(row.getObject("units", Integer.class)),
                row.getInt("card"),
                Pairs.of(row.getString("metadata")));
    }

    /** One whose time has passed is ended already, though the sweep may come a moment later. */
    private State state(int code, Times times) {
        return switch (code) {
            case 0 -> times.expiresAt().isAfter(clock.instant()) ? State.HELD : State.EXPIRED;
            case 1 -> State.CAPTURED;
            case 2 -> State.RELEASED;
            default -> State.EXPIRED;
        };
    }

    private static Optional<Captured> captured(ResultSet row) throws SQLException {
        var captured = row.getObject("captured", Long.class);
        if (captured == null) return Optional.empty();
        return Optional.of(new Captured(Credits.of(captured), Invocations.lots(row.getString("lots"))));
    }
}
