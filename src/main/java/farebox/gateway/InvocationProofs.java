package farebox.gateway;

import farebox.ledger.BooksProof;
import java.util.List;

/** Invocations and attempts say what the journal says: what was charged, earned and paid for, and for which task. */
public final class InvocationProofs {
    // Apps end holds of their own, for which there is no invocation.
    private static final BooksProof INVOCATIONS_SAY_WHAT_WAS_POSTED = BooksProof.ofPostings("""
            select e.customer_no,
                   'hold ' || e.hold || case when i.hold is null then ' was called for and has no invocation'
                                             else ' was ended otherwise than its invocation says' end as fault
              from ended e
              left join invocation i on i.customer_no = e.customer_no and i.started_at = e.opened_at and i.hold = e.hold
              left join attempt last
                     on last.customer_no = i.customer_no and last.opened_at = i.started_at and last.hold = i.hold
                    and last.outcome = 'answered'
             where e.kind in (5, 6, 7)
               and case when i.hold is null
                        then e.cost <> 0 or exists (select from attempt a
                                                  where a.customer_no = e.customer_no and a.opened_at = e.opened_at
                                                    and a.hold = e.hold and (a.outcome is not null or e.kind = 5))
                        else (i.credits, i.revenue_nanos, i.task, i.card, i.app)
                             is distinct from (e.spent, e.revenue, e.task, e.card, e.app)
                          or i.lots <> e.lots or i.paid_credits <> e.paid
                          -- What gives up may be written again, since its commit went unanswered or an answer came late.
                          or case e.kind when 5 then i.ended_at <> e.recorded_at else i.ended_at < e.recorded_at end
                          or i.state in ('served', 'late')
                             and (i.model, i.input_tokens, i.output_tokens, i.cache_read_tokens, i.cache_write_tokens)
                                 is distinct from
                                 (last.model, last.input_tokens, last.output_tokens, last.cache_read_tokens,
                                  last.cache_write_5m_tokens + last.cache_write_1h_tokens)
                          -- What ended otherwise than by a sweep has cost what was posted, attempt by attempt: see below.
                          or i.cost_nanos <> case when e.kind <> 7 then e.cost
                                                  else (select coalesce(sum(a.cost_nanos), 0)
                                                          from attempt a
                                                         where a.customer_no = i.customer_no and a.opened_at = i.started_at
                                                           and a.hold = i.hold) end
                          or i.state <> all (case e.kind when 5 then array['served'] when 6 then array['failed', 'late']
                                                         else array['swept', 'failed', 'late'] end)
                   end
            """);

    /**
     * A sweep books what was announced; when the true cost is known later, a correction books the difference. What a model
     * told it had used is reckoned again, as {@link farebox.cost.Rates#costOf} does; before V29 nobody noted for which tier.
     */
    private static final BooksProof COSTS_ARE_THE_SUM_OF_ATTEMPTS = BooksProof.ofPostings("""
            with rates as (
                select no as price, model, 'default' as tier, input_nanos, output_nanos, cache_read_nanos,
                       cache_write_5m_nanos, cache_write_1h_nanos, request_nanos, image_nanos
                  from model_price
                 union all
                select t.price, p.model, t.tier, t.input_nanos, t.output_nanos, t.cache_read_nanos,
                       t.cache_write_5m_nanos, t.cache_write_1h_nanos, t.request_nanos, t.image_nanos
                  from tier_price t
                  join model_price p on p.no = t.price),
              known as (
                select e.seq, e.kind, a.*,
                       a.tier is null or a.estimated is not false or a.outcome <> 'answered'
                         or (a.model, a.cost_nanos) is not distinct from
                            (r.model,
                             div(a.input_tokens * r.input_nanos::numeric + a.output_tokens * r.output_nanos::numeric
                                 + a.cache_read_tokens * coalesce(r.cache_read_nanos, 0)::numeric
                                 + a.cache_write_5m_tokens * coalesce(r.cache_write_5m_nanos, writes.unlisted)::numeric
                                 + a.cache_write_1h_tokens * coalesce(r.cache_write_1h_nanos, writes.unlisted)::numeric
                                 + 500000, 1000000)
                             + coalesce(r.request_nanos, 0) + a.images * coalesce(r.image_nanos, 0)::numeric) as as_priced
                  from ended e
                  join attempt a on a.customer_no = e.customer_no and a.opened_at = e.opened_at and a.hold = e.hold
                  left join rates r on r.price = a.price and r.tier = a.tier
                 cross join lateral (
                   select case when coalesce(r.cache_write_5m_nanos, r.cache_write_1h_nanos) is null then r.input_nanos
                               else 0 end as unlisted) as writes)
            select coalesce(b.customer_no, k.customer_no) as customer_no,
                   'posting ' || coalesce(b.seq, k.seq) || ' books another cost than attempt '
                   || coalesce(b.attempt, k.attempt) || ' of hold ' || coalesce(b.hold, k.hold)
                   || case when k.as_priced then ' had' else ' had by its tokens and its price' end as fault
              from (select * from booked where kind in (5, 6, 7, 17)) as b
              full join known k on k.customer_no = b.customer_no and k.seq = b.seq and k.attempt = b.attempt
             where case when k.attempt is null or b.model <> k.model or not k.as_priced then true
                        when b.seq is null then k.kind in (5, 6) and k.cost_nanos > 0
                                             or k.kind = 7 and k.outcome = 'lost' and k.cost_nanos > 0
                        when b.kind in (5, 6) then b.nanos is distinct from k.cost_nanos
                        when b.kind = 7 then b.nanos <> k.announced_nanos
                        else (b.nanos in (k.cost_nanos, k.cost_nanos - k.announced_nanos)) is not true end
            """);

    private static final BooksProof INVOCATIONS_HAVE_HOLDS = BooksProof.ofWallets("""
            select i.customer_no, 'the invocation of hold ' || i.hold || ' belongs to no ended hold' as fault
              from w
              join invocation i using (customer_no)
             where not exists (select from hold h
                                where h.customer_no = i.customer_no and h.hold = i.hold
                                  and h.opened_at = i.started_at and h.state <> 0)
            """);

    public static final List<BooksProof> ALL =
            List.of(INVOCATIONS_SAY_WHAT_WAS_POSTED, COSTS_ARE_THE_SUM_OF_ATTEMPTS, INVOCATIONS_HAVE_HOLDS);

    private InvocationProofs() {}
}
