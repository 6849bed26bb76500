package farebox.customer;

import farebox.ledger.BooksProof;
import java.util.List;

/** What an app has given its customer is a lot, of just these credits and this end. */
public final class GrantProofs {
    private static final BooksProof GRANTS_ARE_LOTS = BooksProof.ofWallets("""
            select g.customer_no,
                   'grant ' || g.key || case when l.lot is null then ' has no lot'
                                             else ' says something else than lot ' || l.lot end as fault
              from w
              join app_grant g using (customer_no)
              join customer c using (customer_no)
              left join lot l on l.customer_no = g.customer_no and l.source = 'grant:' || g.key
             where (l.credits, l.note, l.expires_at, l.opened_at, c.app)
                   is distinct from (g.credits, g.reason, g.expires_at, g.granted_at, g.app)
            """);

    public static final List<BooksProof> ALL = List.of(GRANTS_ARE_LOTS);

    private GrantProofs() {}
}
