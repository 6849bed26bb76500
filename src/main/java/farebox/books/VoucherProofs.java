package farebox.books;

import static java.util.stream.Collectors.joining;

import farebox.books.Voucher.Kind;
import farebox.ledger.Account;
import farebox.ledger.BooksProof;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Every posting of the house has its voucher, every voucher its posting, and a month's bills count what was booked for it. */
final class VoucherProofs {
    private static final String KINDS = Arrays.stream(Kind.values())
            .map(kind -> "('%s', '%s', '%s', '%s')"
                    .formatted(
                            kind.word(),
                            kind.posting.name().toLowerCase(Locale.ROOT),
                            name(kind.debit),
                            name(kind.credit)))
            .collect(joining(", "));

    private static final BooksProof VOUCHERS_ARE_POSTED = BooksProof.ofWallets("""
            with house as (
                select p.customer_no, p.seq,
                       (k.name, p.source, p.recorded_at, p.effective_at, p.reverses, moved.as_text)::text as said
                  from w
                  join posting p on p.customer_no = w.customer_no and p.seq > w.after and p.seq <= w.up_to
                  join posting_kind k on k.code = p.kind
                 cross join lateral (
                   select string_agg(format('%s ← %s %s', d.name, c.name, m.amount), ', ' order by m.line) as as_text
                     from move m
                     join account d on d.code = m.debit
                     join account c on c.code = m.credit
                    where m.customer_no = p.customer_no and m.seq = p.seq and m.recorded_at = p.recorded_at) as moved
                 where w.customer_no = 0),
              told as (
                select v.customer_no, v.seq, v.reference,
                       (k.posting, v.kind || ':' || coalesce(to_char(v.month, 'YYYY-MM:'), '') || v.reference, v.recorded_at,
                        v.day::timestamp at time zone 'UTC', v.takes_back,
                        case when moved > 0 then format('%s ← %s %s', k.debit, k.credit, moved)
                             when moved < 0 then format('%s ← %s %s', k.credit, k.debit, -moved) end)::text as said
                  from w
                  join voucher v on v.customer_no = w.customer_no and v.seq > w.after and v.seq <= w.up_to
                  left join (values KINDS) as k (kind, posting, debit, credit) on k.kind = v.kind
                 cross join lateral (
                   select (amount_nanos::numeric - accrued_nanos) * case when takes_back is null then 1 else -1 end as moved) as m)
            select coalesce(p.customer_no, v.customer_no) as customer_no,
                   case when v.seq is null then 'posting ' || p.seq || ' of the house has no voucher'
                        when p.seq is null then 'voucher ' || v.reference || ' was never posted'
                        else 'voucher ' || v.reference || ' says something else than posting ' || p.seq end as fault
              from house p
              full join told v on v.customer_no = p.customer_no and v.seq = p.seq
             where p.said is distinct from v.said
            """.replace("KINDS", KINDS));

    private static final BooksProof WHAT_IS_TAKEN_BACK_STOOD = BooksProof.ofWallets("""
            select v.customer_no, 'voucher ' || v.reference || ' does not stand as those beside it say' as fault
              from w
              join voucher v using (customer_no)
              left join voucher back on back.customer_no = v.customer_no and back.takes_back = v.seq
              left join voucher mistake on mistake.customer_no = v.customer_no and mistake.seq = v.takes_back
             where v.standing <> (v.takes_back is null and back.seq is null)
                or v.takes_back is not null
                   and (v.kind, v.reference, v.amount_nanos, v.month, v.accrued_nanos)
                       is distinct from
                       (mistake.kind, mistake.reference, mistake.amount_nanos, mistake.month, mistake.accrued_nanos)
            """);

    /**
     * All of it, or nothing while the bill that counted it is taken back and only later ones stand. Of a sealed month there
     * are no moves any more to add up; it was proved before it was sealed.
     */
    private static final BooksProof BILLS_COUNT_WHAT_WAS_BOOKED = BooksProof.ofWallets("""
            with billed as (
                select v.customer_no, v.month, sum(v.accrued_nanos) as accrued
                  from w
                  join voucher v using (customer_no)
                 where v.standing and v.month is not null
                   and not exists (select from seal where up_to > v.month::timestamp at time zone 'UTC')
                 group by v.customer_no, v.month)
            select b.customer_no,
                   'the bills for ' || b.month || ' count ' || b.accrued || ' nano-dollars as booked, the journal '
                     || m.booked as fault
              from billed b
             cross join lateral (
               select coalesce(sum(case debit when 51 then amount else -amount end), 0) as booked
                 from move
                where recorded_at >= b.month::timestamp at time zone 'UTC'
                  and recorded_at < (b.month + interval '1 month') at time zone 'UTC'
                  and (debit, credit) in ((51, 32), (32, 51))) as m
             where b.accrued not in (0, m.booked)
            """);

    static final List<BooksProof> ALL =
            List.of(VOUCHERS_ARE_POSTED, WHAT_IS_TAKEN_BACK_STOOD, BILLS_COUNT_WHAT_WAS_BOOKED);

    private VoucherProofs() {}

    private static String name(Account account) {
        return account.name().toLowerCase(Locale.ROOT);
    }
}
