package farebox.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import farebox.cost.PricedModel;
import farebox.gateway.Invocation.Bill;
import farebox.money.Credits;
import farebox.money.Usd;
import farebox.sql.Pairs;
import farebox.sql.RowStatement;
import farebox.sql.RowStatement.Row;
import farebox.wallet.Attachment;
import farebox.wallet.HoldId;
import farebox.wallet.HoldOutcome;
import farebox.wallet.SettleOutcome.LotShare;
import java.util.ArrayList;
import java.util.List;

/** What the gateway writes in the transactions of hold, settle and release. */
final class InvocationSql {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final RowStatement ANNOUNCED =
            RowStatement.of("""
            insert into attempt (customer_no, opened_at, hold, attempt, model, price, announced_nanos)
            select * from unnest(?, ?, ?, ?, ?, ?, ?) as n
                -- A batch whose commit went unanswered is written again.
                on conflict do nothing
            """, "int8", "timestamptz", "int8", "int2", "int4", "int4", "int8");

    /**
     * What became of attempts that were announced. As an update it would be planned anew for every batch, with a join of
     * every partition: PostgreSQL doesn't know beforehand which it will be.
     */
    private static final RowStatement ENDED = RowStatement.of(
            """
            insert into attempt (customer_no, opened_at, hold, attempt, model, price, announced_nanos, outcome, millis,
                                 cost_nanos, estimated, input_tokens, output_tokens, cache_read_tokens,
                                 cache_write_5m_tokens, cache_write_1h_tokens, images, tier)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as n
                on conflict (customer_no, opened_at, hold, attempt) do update
               set outcome = excluded.outcome, millis = excluded.millis, cost_nanos = excluded.cost_nanos,
                   estimated = excluded.estimated, input_tokens = excluded.input_tokens,
                   output_tokens = excluded.output_tokens, cache_read_tokens = excluded.cache_read_tokens,
                   cache_write_5m_tokens = excluded.cache_write_5m_tokens,
                   cache_write_1h_tokens = excluded.cache_write_1h_tokens, images = excluded.images, tier = excluded.tier
            """,
            "int8",
            "timestamptz",
            "int8",
            "int2",
            "int4",
            "int4",
            "int8",
            "text",
            "int8",
            "int8",
            "bool",
            "int8",
            "int8",
            "int8",
            "int8",
            "int8",
            "int4",
            "text");

    /** What became of an attempt of a dead instance is not known, and it counts at what was announced. */
    private static final RowStatement LOST = RowStatement.of("""
            update attempt a
               set outcome = 'lost', cost_nanos = announced_nanos, estimated = true
              from unnest(?, ?, ?, ?) as n (customer_no, opened_at, hold, attempt)
             where a.customer_no = n.customer_no and a.opened_at = n.opened_at
               and a.hold = n.hold and a.attempt = n.attempt
            """, "int8", "timestamptz", "int8", "int2");

    private static final RowStatement INVOCATIONS = RowStatement.of(
            """
            insert into invocation (customer_no, started_at, hold, ended_at, app, task, card, state, model, stop_reason,
                                    error_code, credits, paid_credits, lots, available, revenue_nanos, cost_nanos,
                                    estimated, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, metadata,
                                    units)
            select customer_no, started_at, hold, ended_at, app, task, card, state, model, stop_reason,
                   error_code, credits, paid_credits, lots::jsonb, available, revenue_nanos, cost_nanos,
                   estimated, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, metadata::jsonb, units
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                as n (customer_no, started_at, hold, ended_at, app, task, card, state, model, stop_reason,
                      error_code, credits, paid_credits, lots, available, revenue_nanos, cost_nanos,
                      estimated, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, metadata, units)
                on conflict (customer_no, started_at, hold) do update
               set state = excluded.state, ended_at = excluded.ended_at, cost_nanos = excluded.cost_nanos,
                   estimated = excluded.estimated, model = excluded.model, stop_reason = excluded.stop_reason,
                   error_code = excluded.error_code, input_tokens = excluded.input_tokens,
                   output_tokens = excluded.output_tokens, cache_read_tokens = excluded.cache_read_tokens,
                   cache_write_tokens = excluded.cache_write_tokens, metadata = excluded.metadata
            """,
            "int8",
            "timestamptz",
            "int8",
            "timestamptz",
            "int4",
            "int4",
            "int4",
            "text",
            "int4",
            "text",
            "text",
            "int8",
            "int8",
            "text",
            "int8",
            "int8",
            "int8",
            "bool",
            "int8",
            "int8",
            "int8",
            "int8",
            "text",
            "int4");

    private static final RowStatement ANSWERS = RowStatement.of(
            "insert into answer (customer_no, opened_at, hold, body) select * from unnest(?, ?, ?, ?) as n",
            "int8",
            "timestamptz",
            "int8",
            "bytea");

    private InvocationSql() {}

    /** The first attempt is announced together with the hold, so that there is no call that a sweep could not cost. */
    static Attachment<HoldOutcome> announcing(Work work) {
        return (outcome, at) -> outcome instanceof HoldOutcome.Held(var hold, var credits, var available)
                ? List.of(announced(work, hold, 1, work.quote().route().getFirst()))
                : List.of();
    }

    static Row announced(Work work, HoldId hold, int no, PricedModel model) {
        return ANNOUNCED.row(
                hold.customer().value(),
                hold.openedAt(),
                hold.hold(),
                (short) no,
                model.model().no(),
                model.price().no(),
                Attempt.expected(model, work.prompt()).nanos());
    }

    static List<Row> ended(HoldId hold, List<Attempt> attempts) {
        var rows = new ArrayList<Row>();
        for (var attempt : attempts) rows.add(ended(hold, attempt));
        return rows;
    }

    private static Row ended(HoldId hold, Attempt attempt) {
        var usage = attempt.usage();
        return ENDED.row(
                hold.customer().value(),
                hold.openedAt(),
                hold.hold(),
                (short) attempt.no(),
                attempt.model().model().no(),
                attempt.model().price().no(),
                attempt.announced().nanos(),
                attempt.outcome(),
                attempt.millis(),
                attempt.cost().nanos(),
                attempt.estimated(),
                usage.input(),
                usage.output(),
                usage.cacheRead(),
                usage.cacheWrite5m(),
                usage.cacheWrite1h(),
                usage.images(),
                usage.tier().word());
    }

    static Row lost(HoldId hold, int no) {
        return LOST.row(hold.customer().value(), hold.openedAt(), hold.hold(), (short) no);
    }

    static Row invocation(Invocation invocation, Numbers numbers) {
        var hold = invocation.hold();
        var what = invocation.what();
        var bill = invocation.bill();
        return INVOCATIONS.row(
                hold.customer().value(),
                hold.openedAt(),
                hold.hold(),
                invocation.endedAt(),
                invocation.who().app(),
                numbers.task(),
                what.card(),
                what.state().word(),
                numbers.model(),
                what.stopReason().orElse(null),
                what.errorCode().orElse(null),
                bill.charged().amount(),
                bill.paid().amount(),
                lots(bill.lots()),
                bill.available().amount(),
                bill.revenue().nanos(),
                bill.cost().nanos(),
                bill.estimated(),
                what.usage().input(),
                what.usage().output(),
                what.usage().cacheRead(),
                what.usage().cacheWrite(),
                Pairs.text(invocation.metadata()),
                what.units().orElse(null));
    }

    static Row answer(HoldId hold, List<Content.Said> content) {
        return ANSWERS.row(hold.customer().value(), hold.openedAt(), hold.hold(), KeptAnswer.of(content));
    }

    /**
     * What a row names by number.
     *
     * @param model the model that answered, or null
     */
    record Numbers(int task, Integer model) {}

    /** As a row keeps them: lot, credits, value in nano-dollars. */
    static String lots(List<LotShare> lots) {
        return json(lots.stream()
                .map(share -> List.of(
                        share.lot(), share.credits().amount(), share.value().nanos()))
                .toList());
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Bill bill(List<LotShare> lots, Credits available, List<Attempt> attempts) {
        return new Bill(
                sum(lots.stream().map(LotShare::credits).toList()),
                sum(lots.stream()
                        .filter(lot -> !lot.value().isZero())
                        .map(LotShare::credits)
                        .toList()),
                lots,
                available,
                lots.stream().map(LotShare::value).reduce(Usd.ZERO, Usd::plus),
                attempts.stream().map(Attempt::cost).reduce(Usd.ZERO, Usd::plus),
                attempts.stream().anyMatch(Attempt::estimated));
    }

    private static Credits sum(List<Credits> credits) {
        return credits.stream().reduce(Credits.NONE, Credits::plus);
    }
}
