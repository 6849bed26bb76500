package farebox.checkout;

import farebox.ledger.BooksProof;
import java.util.List;

/** Each credited purchase has brought just one lot, and no other lot claims to be bought. */
public final class PurchaseProofs {
    private static final BooksProof PURCHASES_ARE_LOTS = BooksProof.ofWallets("""
            select coalesce(l.customer_no, p.customer_no) as customer_no,
                   case when l.lot is null then 'purchase ' || p.id || ' was credited and has no lot'
                        when p.id is null then 'lot ' || l.lot || ' comes from ' || l.source || ', which was not credited'
                        else 'lot ' || l.lot || ' has other credits, another price, fee, tax or end than ' || l.source end as fault
              from (select l.* from w join lot l using (customer_no) where l.source like 'purchase:%') as l
              full join (select p.* from w join purchase p using (customer_no) where p.credited_at is not null) as p
                on p.customer_no = l.customer_no and 'purchase:' || p.id = l.source
              left join lateral (select sum(case credit when 31 then amount else 0 end) as tax
                                   from move m
                                  where m.customer_no = l.customer_no and m.seq = l.lot and m.recorded_at = l.opened_at) as m
                     on true
             where l.lot is null or p.id is null or l.credits <> p.credits or l.fee_nanos <> p.fee_nanos
                or l.paid_nanos <> p.net_cents * 10000000::numeric or m.tax <> p.tax_cents * 10000000::numeric
                -- The end is set by the clock of an instance, a moment before PostgreSQL's says when the lot began.
                or (l.expires_at is null) <> (p.expires_after_days is null)
                or abs(extract(epoch from l.expires_at - l.opened_at) - p.expires_after_days * 86400) > 3600
            """);

    public static final List<BooksProof> ALL = List.of(PURCHASES_ARE_LOTS);

    private PurchaseProofs() {}
}
