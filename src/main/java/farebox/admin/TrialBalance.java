package farebox.admin;

import farebox.sql.Postgres;
import farebox.web.Formats;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** The books of all customers, added up by account. */
@Singleton
class TrialBalance {
    private final Postgres postgres;

    TrialBalance(Postgres postgres) {
        this.postgres = postgres;
    }

    /** An account with its sums, in credits or in nano-dollars: of these all customers may have more than a long holds. */
    record Line(String account, String kind, boolean inCredits, BigInteger debit, BigInteger credit) {
        public String debits() {
            return text(debit);
        }

        public String credits() {
            return text(credit);
        }

        public String balance() {
            return text(debit.subtract(credit));
        }

        private String text(BigInteger amount) {
            return inCredits ? Formats.grouped(amount) : Formats.exact(new BigDecimal(amount, 9));
        }
    }

    List<Line> inCredits() {
        return lines("credits");
    }

    List<Line> inDollars() {
        return lines("dollars");
    }

    private List<Line> lines(String unit) {
        return postgres.list(
                """
                select account, class, debit, credit
                  from trial_balance
                 where unit = ?
                   and debit + credit > 0
                 order by code
                """,
                row -> new Line(
                        row.getString("account").replace('_', ' '),
                        row.getString("class"),
                        unit.equals("credits"),
                        row.getBigDecimal("debit").toBigIntegerExact(),
                        row.getBigDecimal("credit").toBigIntegerExact()),
                unit);
    }

    /** All lines of one unit together; debits and credits are the same, or the books are broken. */
    static Line sum(List<Line> lines) {
        return new Line(
                "together",
                "",
                lines.isEmpty() || lines.getFirst().inCredits,
                lines.stream().map(Line::debit).reduce(BigInteger.ZERO, BigInteger::add),
                lines.stream().map(Line::credit).reduce(BigInteger.ZERO, BigInteger::add));
    }
}
