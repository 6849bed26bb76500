package farebox.checkout;

import farebox.ledger.BooksProof;
import java.util.List;

/** Each credited purchase has brought just one lot, and no other lot claims to be bought. */
public final class PurchaseProofs {
    private static final BooksProof PURCHASES_ARE_LOTS = BooksProof.ofWallets("""
            select coalesce(l.customer_no, p.customer_no) as customer_no,
                   case when l.lot is null then 'purchase ' || p.id || ' was credited and has no lot'
                        when p.id is null then 'lot ' || l.lot || ' comes from ' || l.source || ', which was not credited'
                        else 'lot ' || l.lot || ' has other credits, another price or fee than ' || l.source end as fault
              from (select l.* from w join lot l using (customer_no) where l.source like 'purchase:%') as l
              full join (select p.* from w join purchase p using (customer_no) where p.credited_at is not null) as p
                on p.customer_no = l.customer_no and 'purchase:' || p.id = l.source
             where l.lot is null or p.id is null or l.credits <> p.credits or l.fee_nanos <> p.fee_nanos
                or l.paid_nanos <> p.net_cents * 10000000
            """);

    public static final List<BooksProof> ALL = List.of(PURCHASES_ARE_LOTS);

    private PurchaseProofs() {}
}
