package farebox.ledger;

import java.util.List;

/** The rows that lanes keep beside the journal, and never change once they are final: holds, lots and keys. */
final class RowProofs {
    private static final BooksProof HOLDS_ARE_POSTED = BooksProof.ofPostings("""
            select coalesce(p.customer_no, h.customer_no) as customer_no,
                   case when h.hold is null then 'hold ' || p.seq || ' has no row'
                        when p.seq is null then 'hold ' || h.hold || ' was never posted'
                        else 'hold ' || h.hold || ' has another time, amount, task or card than its posting' end as fault
              from (select * from posted where kind = 4) as p
              full join (select h.*
                           from w
                           join hold h on h.customer_no = w.customer_no and h.hold > w.after and h.hold <= w.up_to) as h
                on h.customer_no = p.customer_no and h.hold = p.seq
             where (h.hold, h.opened_at, h.credits, h.task, h.card)
                   is distinct from (p.seq, p.recorded_at, p.held, p.task, p.card)
            """);
    private static final BooksProof HOLDS_ENDED_AS_POSTED = BooksProof.ofPostings("""
            select p.customer_no,
                   'hold ' || p.hold || ' was ended by posting ' || p.seq || ', which its row does not say' as fault
              from ended p
             where p.kind in (5, 6, 7)
               and ((p.ended_at, p.hold_task, p.hold_card) is distinct from (p.recorded_at, p.task, p.card)
                    or p.state <> all (case p.kind when 5 then array[1] when 6 then array[2] else array[3, 4] end))
            """);
    private static final BooksProof NO_HOLD_IS_AHEAD = BooksProof.ofWallets("""
            select h.customer_no, 'hold ' || h.hold || ' was never posted' as fault
              from w
              join hold h on h.customer_no = w.customer_no and h.hold > w.up_to
              left join posting p on p.customer_no = h.customer_no and p.seq = h.hold and p.recorded_at = h.opened_at
             where p.kind is distinct from 4
            """);
    private static final BooksProof LOTS_ARE_POSTED = BooksProof.ofWallets("""
            select l.customer_no, 'lot ' || l.lot || ' has another source or time than its posting' as fault
              from w
              join lot l on l.customer_no = w.customer_no and l.lot > w.after and l.lot <= w.up_to
              left join posting p on p.customer_no = l.customer_no and p.seq = l.lot and p.recorded_at = l.opened_at
             where l.source is distinct from p.source
             union all
            select l.customer_no, 'lot ' || l.lot || case when l.open then ' is' else ' is not' end || ' used up'
              from w
              join lot l using (customer_no)
             where l.open <> (l.remaining > 0 or l.disputed > 0)
            """);
    private static final BooksProof CREDITS_KEEP_THEIR_KEYS = BooksProof.ofPostings("""
            select p.customer_no, 'posting ' || p.seq || ' from ' || p.source || ' is not kept under its key' as fault
              from posted p
              left join posting_key k on k.customer_no = p.customer_no
                                     and k.key = case p.kind when 2 then 'fee:' else '' end || p.source
             where p.kind in (1, 2, 3) and k.seq is distinct from p.seq
             union all
            select p.customer_no, 'posting ' || p.seq || ' of ' || p.source || ' is kept under ' || k.keys || ' keys' as fault
              from posted p
             cross join lateral (select count(*) as keys
                                   from posting_key k
                                  where k.customer_no = p.customer_no and k.seq = p.seq) as k
             where p.kind in (9, 15, 16) and k.keys <> 1
            """);
    private static final BooksProof KEYS_NAME_THEIR_POSTINGS = BooksProof.ofWallets("""
            select k.customer_no, 'key ' || k.key || ' names posting ' || k.seq || ', which is not its own' as fault
              from w
              join posting_key k on k.customer_no = w.customer_no and k.seq > w.after
              left join posting p on p.customer_no = k.customer_no and p.seq = k.seq
             where case p.kind when 21 then k.key = 'correction:' || p.hold
                               when 15 then k.key like 'owing:%'
                               when 16 then k.key like 'owing:%'
                               when 9 then k.key like 'funds:%'
                               else k.key = p.source or right(k.key, length(p.source) + 1) = ':' || p.source
                   end is not true
            """);
    private static final BooksProof CLAIMS_ARE_POSTED = BooksProof.ofPostings("""
            select p.customer_no, 'posting ' || p.seq || ' belongs to no claim' as fault
              from posted p
              left join claim c on c.customer_no = p.customer_no and c.claim = p.source
             where p.kind between 9 and 16 and c.claim is null
            """);
    private static final BooksProof LOTS_ARE_CLAIMED = BooksProof.ofWallets("""
            select l.customer_no, 'lot ' || l.lot || ' is wanted back otherwise than its claims say' as fault
              from w
              join lot l using (customer_no)
              left join lateral (select sum(c.waiting) as waiting,
                                        sum(c.taken) filter (where c.state = 3) as disputed,
                                        sum(c.net_nanos) filter (where c.state not in (2, 4)) as reclaimed
                                   from claim c
                                  where c.customer_no = l.customer_no and c.lot = l.lot) as c on true
             where (l.waiting, l.disputed, l.reclaimed_nanos)
                   is distinct from (coalesce(c.waiting, 0), coalesce(c.disputed, 0), coalesce(c.reclaimed, 0))
            """);

    static final List<BooksProof> ALL = List.of(
            HOLDS_ARE_POSTED,
            HOLDS_ENDED_AS_POSTED,
            NO_HOLD_IS_AHEAD,
            LOTS_ARE_POSTED,
            CREDITS_KEEP_THEIR_KEYS,
            KEYS_NAME_THEIR_POSTINGS,
            CLAIMS_ARE_POSTED,
            LOTS_ARE_CLAIMED);

    private RowProofs() {}
}
