package farebox.wallet;

/** Reads a wallet as it was at a moment. */
final class AsOf {
    /**
     * The moment is found by halving, since numbers and times rise together. Its posting says what was available and
     * held; the few moves that were for no hold say the rest but for what was spent, and that is what is left. No row if
     * the postings of that time are sealed, or the wallet was never opened.
     */
    static final String QUERY = """
            with recursive asked (customer_no, as_of) as (values (?::bigint, ?::timestamptz)),
            range (low, high) as (
              select coalesce(s.seq, 0), w.seq
                from asked
                join wallet w using (customer_no)
                left join sealed_wallet s using (customer_no)
               where s.seq is null or (select max(up_to) from seal) <= as_of
               union all
              select case when p.recorded_at <= as_of then p.seq else low end,
                     case when p.recorded_at <= as_of then high else p.seq - 1 end
                from range
               cross join asked
                join posting p on p.customer_no = asked.customer_no and p.seq = (low + high + 1) / 2
               where low < high),
            newest (customer_no, seq, available, held) as (
              select asked.customer_no, low, coalesce(p.available, s.available, 0), coalesce(p.held, s.held, 0)
                from range
               cross join asked
                left join posting p on p.customer_no = asked.customer_no and p.seq = low
                left join sealed_wallet s on s.customer_no = asked.customer_no and s.seq = low
               where low = high),
            moved (debit, credit, amount) as (
              select m.debit, m.credit, m.amount
                from newest n
                join move m on m.customer_no = n.customer_no and m.seq <= n.seq
               where m.kind not in (4, 5, 6, 7)
               union all
              select m.debit, m.credit, m.amount
                from newest n
                join sealed_move m using (customer_no)
               where m.kind not in (4, 5, 6, 7)),
            sums as (
              select coalesce(sum(amount) filter (where credit = 1), 0)
                     - coalesce(sum(amount) filter (where debit = 1), 0) as granted,
                     coalesce(sum(amount) filter (where debit = 5), 0)
                     - coalesce(sum(amount) filter (where credit = 5), 0) as expired,
                     coalesce(sum(amount) filter (where debit = 6), 0)
                     - coalesce(sum(amount) filter (where credit = 6), 0) as revoked,
                     coalesce(sum(amount) filter (where debit = 7), 0)
                     - coalesce(sum(amount) filter (where credit = 7), 0) as disputed
                from moved)
            select n.customer_no, n.seq, n.available, n.held, s.*, null as frozen_reason,
                   s.granted - n.available - n.held - s.expired - s.revoked - s.disputed as spent
              from newest n
             cross join sums s
            """;

    private AsOf() {}
}
