package farebox.margin;

import farebox.money.Credits;
import farebox.money.Usd;
import farebox.sql.Postgres;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Reads from the invocations what was earned, and from the books what is owed. */
@Singleton
public class Margins {
    /**
     * Each invocation, with the part of its cost that served credits given away; whole numbers throughout. Of a charge
     * that was given back only the cost is left.
     */
    private static final String SPLIT = """
            with charge as (
              select i.task, i.card, i.state, i.started_at, i.cost_nanos,
                     case when c.hold is null then i.credits else 0 end as credits,
                     case when c.hold is null then i.paid_credits else 0 end as paid_credits,
                     case when c.hold is null then i.revenue_nanos else 0 end as revenue_nanos
                from invocation i
                left join correction c on c.customer_no = i.customer_no and c.hold = i.hold
               where i.started_at >= ?
                 and i.started_at < ?),
            split as (
              select *, div(cost_nanos::numeric * (credits - paid_credits), greatest(credits, 1))::bigint as given_nanos
                from charge)
            """;

    private static final String SUMS = """
             count(i.started_at) filter (where i.state = 'served') as calls,
             count(i.started_at) filter (where i.state <> 'served') as failures,
             coalesce(sum(i.paid_credits), 0) as paid,
             coalesce(sum(i.credits - i.paid_credits), 0) as promotional,
             coalesce(sum(i.revenue_nanos), 0) as revenue,
             coalesce(sum(i.cost_nanos - i.given_nanos), 0) as cost,
             coalesce(sum(i.given_nanos), 0) as promotional_cost
            """;

    private static final String BY_TASK = SPLIT + "select t.no, t.slug, t.name," + SUMS + """
              from task t
              left join split i on i.task = t.no
             group by t.no
            having t.retired_at is null or count(i.started_at) > 0
             order by t.no
            """;

    private static final String AS_OFFERED = SPLIT + """
            , offer as (
              select card, task,
                     array_agg((rule, cheapest_first, plan, characters_below, tokens_below, output_below, tools, images,
                                tier, model)::text order by rule, rank) as route,
                     (l.kind, l.credits, l.input_credits, l.output_credits, l.markup_percent, l.credit_nanos)::text
                       as price
                from rate_line l
                join rate_rule using (card, task)
                join rate_route using (card, task, rule)
               group by card, task, l.kind, l.credits, l.input_credits, l.output_credits, l.markup_percent, l.credit_nanos)
            select t.no, t.slug, t.name,""" + SUMS + """
              from split i
              join task t on t.no = i.task
              join offer asked on asked.card = i.card and asked.task = i.task
              join offer present on present.task = i.task and present.card = (select max(version) from rate_card)
             where i.state = 'served' and (asked.price, asked.route) = (present.price, present.route)
             group by t.no
            """;

    private static final String DAYS =
            " from generate_series(?, ?::timestamptz - interval '1 second', interval '1 day') as d (day)\n";

    private static final String BY_DAY = SPLIT + "select d.day," + SUMS + DAYS + """
              left join split i on i.started_at >= d.day and i.started_at < d.day + interval '1 day'
             group by d.day
             order by d.day
            """;

    /** What a lot gives is paid for if it has a value. */
    private static final String WORK_OF_APPS = """
            with work as (
              select a.opened_at, a.customer_no, a.hold, (l.share ->> 1)::bigint as credits,
                     (l.share ->> 2)::bigint as value
                from app_hold a
               cross join jsonb_array_elements(a.lots) as l (share)
                left join correction c on c.customer_no = a.customer_no and c.hold = a.hold
               where a.opened_at >= ? and a.opened_at < ? and a.captured > 0 and c.hold is null)
            select count(distinct (customer_no, hold)) filter (where hold is not null) as captures,
                   coalesce(sum(credits) filter (where value > 0), 0) as paid,
                   coalesce(sum(credits) filter (where value = 0), 0) as promotional,
                   coalesce(sum(value), 0) as revenue
            """;

    private static final String OF_APPS = WORK_OF_APPS + "from work";

    private static final String OF_APPS_BY_DAY = WORK_OF_APPS + DAYS + """
              left join work on opened_at >= d.day and opened_at < d.day + interval '1 day'
             group by d.day
             order by d.day
            """;

    private final Postgres postgres;

    Margins(Postgres postgres) {
        this.postgres = postgres;
    }

    /** Every task class that is offered, or was called for in this time. */
    public List<TaskMargin> byTask(Instant from, Instant to) {
        return postgres.list(BY_TASK, Margins::task, from, to);
    }

    /** Only what was served as it is offered now: by the same route at the same price. */
    public List<TaskMargin> asOffered(Instant from, Instant to) {
        return postgres.list(AS_OFFERED, Margins::task, from, to);
    }

    /** Every day from one midnight (in UTC) to another, quiet ones too. */
    public List<DayMargin> byDay(Instant from, Instant to) {
        var ofApps =
                postgres.list(OF_APPS_BY_DAY, Margins::work, from, to, from, to).iterator();
        return postgres.list(
                BY_DAY,
                row -> new DayMargin(
                        Postgres.instant(row, "day").atOffset(ZoneOffset.UTC).toLocalDate(),
                        earnings(row),
                        ofApps.next()),
                from,
                to,
                from,
                to);
    }

    /** What apps captured for work of their own, of holds that were made in this time. */
    public AppWork ofApps(Instant from, Instant to) {
        return postgres.first(OF_APPS, Margins::work, from, to).orElseThrow();
    }

    private static AppWork work(ResultSet row) throws SQLException {
        return new AppWork(
                row.getLong("captures"),
                Credits.of(row.getLong("paid")),
                Credits.of(row.getLong("promotional")),
                Usd.ofNanos(row.getLong("revenue")));
    }

    /** By the lots, which the books check holds against the journal: its moves grow without end, and open lots do not. */
    public Outstanding outstanding() {
        return postgres.first(
                        """
                        select coalesce(sum(available + held), 0) as credits,
                               (select coalesce(sum(paid_nanos - value_out), 0) from lot where open) as deferred
                          from wallet
                        """,
                        row -> new Outstanding(
                                Credits.of(row.getLong("credits")), Usd.ofNanos(row.getLong("deferred"))))
                .orElseThrow();
    }

    private static TaskMargin task(ResultSet row) throws SQLException {
        return new TaskMargin(row.getInt("no"), row.getString("slug"), row.getString("name"), earnings(row));
    }

    private static Earnings earnings(ResultSet row) throws SQLException {
        return new Earnings(
                row.getLong("calls"),
                row.getLong("failures"),
                Credits.of(row.getLong("paid")),
                Credits.of(row.getLong("promotional")),
                Usd.ofNanos(row.getLong("revenue")),
                Usd.ofNanos(row.getLong("cost")),
                Usd.ofNanos(row.getLong("promotional_cost")));
    }
}
