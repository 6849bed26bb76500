package farebox.gateway;

import farebox.ledger.BooksProof;
import java.util.List;

/** A charge counts as given back if and only if the journal says so. */
public final class CorrectionProofs {
    private static final BooksProof CORRECTED_AS_POSTED = BooksProof.ofPostings("""
            select p.customer_no, 'the correction of hold ' || p.hold || ' is not told as it was posted' as fault
              from posted p
              left join correction c on c.customer_no = p.customer_no and c.hold = p.hold
             where p.kind = 21
               and (c.corrected_at, c.credits, c.revenue_nanos) is distinct from (p.recorded_at, -p.spent, -p.revenue)
            """);
    private static final BooksProof NO_OTHER_IS = BooksProof.ofWallets("""
            select c.customer_no, 'the correction of hold ' || c.hold || ' was never posted' as fault
              from w
              join correction c using (customer_no)
              left join posting_key k on k.customer_no = c.customer_no and k.key = 'correction:' || c.hold
             where k.seq is null
            """);

    public static final List<BooksProof> ALL = List.of(CORRECTED_AS_POSTED, NO_OTHER_IS);

    private CorrectionProofs() {}
}
