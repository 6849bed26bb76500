package farebox;

import farebox.books.BooksRun;
import farebox.deployment.Launch;
import farebox.ledger.BooksReport.Progress;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** The command that proves the books, beside a running Farebox or without one. Faults go to the error output. */
final class Books {
    private static final String UNDEFINED_TABLE = "42P01";

    private Books() {}

    /** The status to exit with: 0 where all is well. */
    static int check(Map<String, String> environment) {
        try (var joined = Launch.join(environment)) {
            var source = new PGSimpleDataSource();
            source.setURL(joined.database().jdbcUrl());
            source.setUser(joined.database().app().name());
            source.setPassword(joined.database().app().password());
            return told(BooksRun.run(source, joined.data(), Books::tell));
        } catch (IOException failure) {
            System.err.println("The anchors cannot be read or written: " + failure.getMessage());
            return 1;
        } catch (SQLException failure) {
            System.err.println(
                    UNDEFINED_TABLE.equals(failure.getSQLState())
                            ? "This database holds no books yet: start Farebox on it first."
                            : "The books cannot be read: " + failure.getMessage());
            return 1;
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
