package farebox.admin;

import farebox.sql.Postgres;
import farebox.web.Formats;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The books of all customers, added up by account for a period. */
@Singleton
class TrialBalance {
    /**
     * One reading of what was recorded before the period's end. Only what operators record of the house, wallet 0, may
     * have happened on another day than it was recorded; there is little of that, so all of it is looked at.
     */
    private static final String LINES = """
            with moved as (
              select debit, credit,
                     sum(amount) filter (where recorded_at < ?) as before,
                     sum(amount) filter (where recorded_at >= ?) as during
                from move
               where customer_no <> 0 and recorded_at < ?
               group by debit, credit
              union all
              select m.debit, m.credit,
                     sum(m.amount) filter (where p.effective_at < ?),
                     sum(m.amount) filter (where p.effective_at >= ?)
                from posting p
                join move m using (customer_no, seq, recorded_at)
               where p.customer_no = 0 and p.effective_at < ?
               group by m.debit, m.credit
              union all
              select debit, credit,
                     sum(amount) filter (where sealed.up_to <= ?),
                     sum(amount) filter (where sealed.up_to > ?)
                from sealed_move
               cross join (select max(up_to) as up_to from seal) as sealed
               group by debit, credit)
            select a.name as account, a.class, a.unit,
                   coalesce(sum(m.before) filter (where a.code = m.debit), 0)
                     - coalesce(sum(m.before) filter (where a.code = m.credit), 0) as opening,
                   coalesce(sum(m.during) filter (where a.code = m.debit), 0) as debit,
                   coalesce(sum(m.during) filter (where a.code = m.credit), 0) as credit
              from account a
              join moved m on a.code in (m.debit, m.credit)
             group by a.code
            having sum(m.during) > 0
                or sum(case a.code when m.debit then m.before else -m.before end) <> 0
             order by a.code
            """;

    private final Postgres postgres;

    TrialBalance(Postgres postgres) {
        this.postgres = postgres;
    }

    /**
     * An account with its sums, in credits or in nano-dollars: of these all customers may have more than a long holds.
     *
     * @param opening its debits less its credits before the period
     */
    record Line(
            String account, String kind, boolean inCredits, BigInteger opening, BigInteger debit, BigInteger credit) {
        public String openings() {
            return text(opening);
        }

        public String debits() {
            return text(debit);
        }

        public String credits() {
            return text(credit);
        }

        public String closings() {
            return text(closing());
        }

        private BigInteger closing() {
            return opening.add(debit).subtract(credit);
        }

        /** Its line of the file: credits whole, dollars to the nano-dollar. */
        String csv() {
            var amounts = Stream.of(opening, debit, credit, closing()).map(this::plain);
            return Stream.concat(Stream.of(account, kind, inCredits ? "credits" : "dollars"), amounts)
                    .collect(Collectors.joining(",", "", "\r\n"));
        }

        private String plain(BigInteger amount) {
            return new BigDecimal(amount, inCredits ? 0 : 9).toPlainString();
        }

        private String text(BigInteger amount) {
            return inCredits ? Formats.grouped(amount) : Formats.exact(new BigDecimal(amount, 9));
        }
    }

    /** The accounts that had a balance when the period began, or were moved in it, credits first; up to now if it runs. */
    List<Line> of(BooksPeriod period) {
        var from = period.from();
        var to = period.to();
        return postgres.patient()
                .list(
                        LINES,
                        row -> new Line(
                                row.getString("account").replace('_', ' '),
                                row.getString("class"),
                                row.getString("unit").equals("credits"),
                                row.getBigDecimal("opening").toBigIntegerExact(),
                                row.getBigDecimal("debit").toBigIntegerExact(),
                                row.getBigDecimal("credit").toBigIntegerExact()),
                        from,
                        from,
                        to,
                        from,
                        from,
                        to,
                        from,
                        from);
    }

    /** The moment before which postings are sealed and only their sums are kept, if any are. */
    Optional<Instant> sealedUpTo() {
        return postgres.first("select up_to from seal order by no desc limit 1", row -> Postgres.instant(row, "up_to"));
    }

    /** All lines of one unit together; debits and credits are the same, or the books are broken. */
    static Line sum(List<Line> lines) {
        return lines.stream()
                .reduce((one, other) -> new Line(
                        "together",
                        "",
                        one.inCredits,
                        one.opening.add(other.opening),
                        one.debit.add(other.debit),
                        one.credit.add(other.credit)))
                .orElseThrow();
    }
}
