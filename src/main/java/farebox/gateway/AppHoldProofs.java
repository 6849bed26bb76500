package farebox.gateway;

import farebox.ledger.BooksProof;
import java.util.List;

/** What apps were told of their holds says what the journal says: what was captured, of which lots, and that it was theirs. */
public final class AppHoldProofs {
    private static final BooksProof HOLDS_ENDED_AS_TOLD = BooksProof.ofPostings("""
            select p.customer_no, 'hold ' || p.hold || ' was ended otherwise than its app was told' as fault
              from ended p
              join app_hold a on a.customer_no = p.customer_no and a.opened_at = p.opened_at and a.hold = p.hold
             where p.kind in (5, 6, 7)
               and (a.captured is distinct from case when p.kind = 5 then p.spent end
                    or (p.spent, p.revenue) <> (select coalesce(sum((lot ->> 1)::bigint), 0),
                                                       coalesce(sum((lot ->> 2)::bigint), 0)
                                                  from jsonb_array_elements(a.lots) as lot))
            """);
    private static final BooksProof APPS_HAVE_THEIR_HOLDS = BooksProof.ofWallets("""
            select coalesce(a.customer_no, h.customer_no) as customer_no,
                   'hold ' || coalesce(a.hold, h.hold) || ' is told to its app otherwise than it is' as fault
              from (select a.* from w join app_hold a using (customer_no)) as a
              full join (select h.* from w join hold h using (customer_no) where h.expires_at is not null) as h
                on h.customer_no = a.customer_no and h.opened_at = a.opened_at and h.hold = a.hold
             where a.hold is null or h.hold is null or (a.captured is not null) <> (h.state = 1)
            """);

    public static final List<BooksProof> ALL = List.of(HOLDS_ENDED_AS_TOLD, APPS_HAVE_THEIR_HOLDS);

    private AppHoldProofs() {}
}
