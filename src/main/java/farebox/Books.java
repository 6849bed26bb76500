package farebox;

import farebox.books.BooksRun;
import farebox.deployment.Launch;
import farebox.deployment.Launch.Joined;
import farebox.ledger.BooksReport.Progress;
import java.io.IOException;
import java.sql.SQLException;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The commands that prove and seal the books, beside a running Farebox or without one. Faults go to the error output. */
final class Books {
    /** What is read comes in binary from the first row on, not as text. */
    private static final int BINARY = -1;

    private static final String UNDEFINED_TABLE = "42P01";

    private Books() {}

    /** Proves the books. The status to exit with is 0 where all is well. */
    static int check(Map<String, String> environment) {
        return on(environment, Books::checked);
    }

    /** Proves the books, and seals the journal up to the end of a month if they are in order. */
    static int seal(Map<String, String> environment, String month) {
        try {
            var until = YearMonth.parse(month);
            return on(environment, joined -> {
                var status = checked(joined);
                if (status == 0) sealed(joined, until);
                return status;
            });
        } catch (DateTimeParseException malformed) {
            System.err.println("A month is written as 2026-10.");
            return 2;
        }
    }

    private interface Command {
        int on(Joined joined) throws SQLException, IOException;
    }

    private static int on(Map<String, String> environment, Command command) {
        try (var joined = Launch.join(environment)) {
            return command.on(joined);
        } catch (IOException failure) {
            System.err.println("The anchors cannot be read or written: " + failure.getMessage());
        } catch (SQLException failure) {
            System.err.println(
                    UNDEFINED_TABLE.equals(failure.getSQLState())
                            ? "This database holds no books yet: start Farebox on it first."
                            : "The books could not be read or sealed: " + failure.getMessage());
        }
        return 1;
    }

    private static int checked(Joined joined) throws SQLException, IOException {
        return told(BooksRun.run(source(joined), joined.data(), Books::tell));
    }

    private static DataSource source(Joined joined) {
        var source = new PGSimpleDataSource();
        source.setURL(joined.database().jdbcUrl());
        source.setUser(joined.database().app().name());
        source.setPassword(joined.database().app().password());
        source.setPrepareThreshold(BINARY);
        return source;
    }

    private static void sealed(Joined joined, YearMonth until) throws SQLException, IOException {
        try (var connection = joined.database().asOwner()) {
            var seal = BooksRun.seal(connection, joined.data(), until);
            System.out.println("SEALED " + until + ": archive or drop " + String.join(", ", seal.tables()));
            seal.anchor().ifPresent(System.out::println);
        }
    }

    private static void tell(Progress progress) {
        System.err.print("\r" + progress.wallets() + " wallets, " + progress.postings() + " of " + progress.all()
                + " postings checked");
    }

    private static int told(BooksRun run) {
        var report = run.report();
        System.err.println();
        report.faults().forEach(System.err::println);
        report.balances()
                .forEach((account, balance) -> System.out.printf(
                        "%-15s %,26d %s%n",
                        account.words(), balance, account.holdsCredits() ? "credits" : "nano-dollars"));
        run.anchor().ifPresent(System.out::println);
        System.out.println(report);
        return report.ok() ? 0 : 1;
    }
}
