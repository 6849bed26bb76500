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
             where e.kind in (5, 6, 7)
               and case when i.hold is null
                        then e.cost <> 0 or exists (select from attempt a
                                                  where a.customer_no = e.customer_no and a.opened_at = e.opened_at
                                                    and a.hold = e.hold and (a.outcome is not null or e.kind = 5))
                        else (i.credits, i.revenue_nanos, i.task, i.card, i.app)
                             is distinct from (e.spent, e.revenue, e.task, e.card, e.app)
                          or (i.credits, i.revenue_nanos, i.paid_credits)
                             <> (select coalesce(sum((lot ->> 1)::bigint), 0), coalesce(sum((lot ->> 2)::bigint), 0),
                                        coalesce(sum((lot ->> 1)::bigint) filter (where lot ->> 2 <> '0'), 0)
                                   from jsonb_array_elements(i.lots) as lot)
                          or i.cost_nanos <> (select coalesce(sum(a.cost_nanos), 0)
                                                from attempt a
                                               where a.customer_no = i.customer_no and a.opened_at = i.started_at
                                                 and a.hold = i.hold)
                          or i.state <> all (case e.kind when 5 then array['served'] when 6 then array['failed', 'late']
                                                         else array['swept', 'failed', 'late'] end)
                   end
            """);

    // A sweep books what was announced; when the true cost is known later, a correction books the difference.
    private static final BooksProof COSTS_ARE_THE_SUM_OF_ATTEMPTS = BooksProof.ofPostings("""
            with known as (
                select e.seq, e.kind, a.*
                  from ended e
                  join attempt a on a.customer_no = e.customer_no and a.opened_at = e.opened_at and a.hold = e.hold)
            select coalesce(b.customer_no, k.customer_no) as customer_no,
                   'posting ' || coalesce(b.seq, k.seq) || ' books another cost than attempt '
                   || coalesce(b.attempt, k.attempt) || ' of hold ' || coalesce(b.hold, k.hold) || ' had' as fault
              from (select * from booked where kind in (5, 6, 7, 17)) as b
              full join known k on k.customer_no = b.customer_no and k.seq = b.seq and k.attempt = b.attempt
             where case when k.attempt is null or b.model <> k.model then true
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
