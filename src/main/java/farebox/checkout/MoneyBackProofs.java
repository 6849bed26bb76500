package farebox.checkout;

import farebox.ledger.BooksProof;
import java.util.List;

/** Refunds and disputes, as they were asked for or seen at Stripe, are what the wallets were claimed for. */
public final class MoneyBackProofs {
    // What is claimed has been seen before, and counts as booked afterwards.
    private static final BooksProof REFUNDS_ARE_CLAIMS = BooksProof.ofWallets("""
            select coalesce(c.customer_no, r.customer_no) as customer_no,
                   case when c.claim is null then 'refund ' || r.stripe_id || ' counts as booked and claims nothing'
                        when r.id is null then c.claim || ' belongs to no refund'
                        else c.claim || ' has another lot, amount or end than its refund' end as fault
              from (select c.*, l.source
                      from w
                      join claim c using (customer_no)
                      join lot l using (customer_no, lot)
                     where c.claim like 'refund:%') as c
              full join (select p.customer_no, r.*
                           from w
                           join purchase p using (customer_no)
                           join refund r on r.purchase = p.id) as r
                on r.customer_no = c.customer_no and 'refund:' || r.stripe_id = c.claim
             where case when c.claim is null then r.booked_at is not null
                        else r.id is null or c.source <> 'purchase:' || r.purchase
                          or (c.net_nanos, c.tax_nanos) is distinct from (r.net_nanos, r.tax_nanos)
                          or c.net_nanos::numeric + c.tax_nanos <> r.cents * 10000000::numeric
                          or c.state = 2 and r.state <> 'failed'
                          or c.state <> 2 and r.state = 'failed' and r.booked_at is not null end
            """);
    private static final BooksProof DISPUTES_ARE_CLAIMS = BooksProof.ofWallets("""
            select coalesce(c.customer_no, d.customer_no) as customer_no,
                   case when c.claim is null then 'dispute ' || d.stripe_id || ' counts as booked and claims nothing'
                        when d.stripe_id is null then c.claim || ' belongs to no dispute'
                        else c.claim || ' has another lot, amount or end than its dispute' end as fault
              from (select c.*, l.source
                      from w
                      join claim c using (customer_no)
                      join lot l using (customer_no, lot)
                     where c.claim like 'dispute:%') as c
              full join (select p.customer_no, d.*
                           from w
                           join purchase p using (customer_no)
                           join dispute d on d.purchase = p.id) as d
                on d.customer_no = c.customer_no and 'dispute:' || d.stripe_id = c.claim
             where case when c.claim is null then d.booked_at is not null and d.state in ('open', 'won', 'lost')
                        else d.stripe_id is null or c.source <> 'purchase:' || d.purchase
                          or (c.net_nanos, c.tax_nanos) is distinct from (d.net_nanos, d.tax_nanos)
                          or c.state in (4, 5) and d.state not in ('won', 'lost')
                          or d.booked_at is not null
                             and (c.funds, c.state) is distinct from
                                 (d.funds, case d.state when 'won' then 4 when 'lost' then 5 else 3 end) end
            """);

    public static final List<BooksProof> ALL = List.of(REFUNDS_ARE_CLAIMS, DISPUTES_ARE_CLAIMS);

    private MoneyBackProofs() {}
}
