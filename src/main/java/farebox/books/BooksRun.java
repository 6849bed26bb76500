package farebox.books;

import farebox.checkout.MoneyBackProofs;
import farebox.checkout.PurchaseProofs;
import farebox.customer.GrantProofs;
import farebox.gateway.AppHoldProofs;
import farebox.gateway.CapProofs;
import farebox.gateway.CorrectionProofs;
import farebox.gateway.InvocationProofs;
import farebox.ledger.Anchor;
import farebox.ledger.Anchors;
import farebox.ledger.BooksCheck;
import farebox.ledger.BooksProof;
import farebox.ledger.BooksReport;
import farebox.ledger.BooksReport.Progress;
import farebox.ledger.Seals;
import farebox.ledger.Seals.Seal;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * A check of all books from its beginning to its record.
 *
 * @param anchor what the books were anchored by, if they are in order and something was posted
 */
public record BooksRun(BooksReport report, Optional<Anchor> anchor) {
    /** What features prove beside the journal. */
    private static final List<BooksProof> PROOFS = Stream.of(
                    InvocationProofs.ALL,
                    AppHoldProofs.ALL,
                    CapProofs.ALL,
                    CorrectionProofs.ALL,
                    PurchaseProofs.ALL,
                    MoneyBackProofs.ALL,
                    GrantProofs.ALL,
                    VoucherProofs.ALL)
            .flatMap(List::stream)
            .toList();

    private static final String RECORD = """
            insert into books_check (started_at, postings, wallets, faults)
            values (clock_timestamp() - make_interval(secs => ?), ?, ?, ?)
            """;

    /**
     * Checks, records, and anchors what is in order.
     *
     * @param data the folder that holds the anchors which were told before
     */
    public static BooksRun run(DataSource database, Path data, Consumer<Progress> progress)
            throws SQLException, IOException {
        var begun = System.nanoTime();
        var file = AnchorFile.in(data);
        var report = BooksCheck.run(database, PROOFS, progress).and(file.faults(database));
        record(database, report, System.nanoTime() - begun);
        return new BooksRun(report, report.ok() ? anchor(database, data) : Optional.empty());
    }

    /** Anchors the books as they are, in the database and outside of it. */
    static Optional<Anchor> anchor(DataSource database, Path data) throws SQLException, IOException {
        var anchor = Anchors.take(database);
        if (anchor.isPresent()) AnchorFile.in(data).add(anchor.get());
        return anchor;
    }

    /** Seals the journal up to the end of a month, and tells the anchor that vouches for it. */
    public static Seal seal(Connection owner, Path data, YearMonth month) throws SQLException, IOException {
        var seal = Seals.seal(owner, month);
        if (seal.anchor().isPresent()) AnchorFile.in(data).add(seal.anchor().get());
        return seal;
    }

    private static void record(DataSource database, BooksReport report, long nanos) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(RECORD)) {
            statement.setLong(1, nanos / 1_000_000_000);
            statement.setLong(2, report.postings());
            statement.setLong(3, report.wallets());
            statement.setArray(
                    4, connection.createArrayOf("text", report.faults().toArray()));
            statement.executeUpdate();
        }
    }
}
