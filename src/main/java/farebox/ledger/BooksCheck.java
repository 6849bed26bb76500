package farebox.ledger;

import farebox.ledger.BooksReport.Progress;
import farebox.ledger.WalletProof.WalletRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Proves every wallet from the journal again, on a live system and in bounded memory. A chunk of wallets is read in one
 * short snapshot; their postings up to the numbers seen there are final, and are read afterwards, window by window.
 */
public final class BooksCheck {
    private static final int WALLETS_A_CHUNK = 500;
    private static final long POSTINGS_A_WINDOW = 20_000;

    private final DataSource database;
    private final Consumer<Progress> progress;
    private final List<String> faults = new ArrayList<>();
    private long postings;
    private long wallets;

    private BooksCheck(DataSource database, Consumer<Progress> progress) {
        this.database = database;
        this.progress = progress;
    }

    /** Checks all books; tells its progress after every window. */
    public static BooksReport run(DataSource database, Consumer<Progress> progress) throws SQLException {
        var check = new BooksCheck(database, progress);
        check.checkAll();
        return new BooksReport(check.postings, check.wallets, check.faults);
    }

    private void fault(String fault) {
        if (faults.size() < BooksReport.FAULTS_MAX) faults.add(fault);
    }

    private void checkAll() throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            var books = new BooksSql(connection, this::fault);
            var after = -1L;
            for (var last = false; !last; ) {
                var chunk = books.wallets(after, WALLETS_A_CHUNK);
                last = chunk.size() < WALLETS_A_CHUNK;
                var upTo = last ? Long.MAX_VALUE : chunk.getLast().customer();
                for (var customer : books.withoutWallet(after, upTo))
                    fault("customer " + customer + " has postings and no wallet");
                connection.commit();
                check(connection, books, chunk);
                after = upTo;
            }
        }
    }

    private void check(Connection connection, BooksSql books, List<WalletRow> chunk) throws SQLException {
        var proofs = new TreeMap<Long, WalletProof>();
        for (var row : chunk) proofs.put(row.customer(), new WalletProof(row, this::fault));
        var open = List.copyOf(chunk);
        for (long seq = 0; !open.isEmpty(); ) {
            var to = seq + Math.max(1, POSTINGS_A_WINDOW / open.size());
            books.postings(open, seq, to, posting -> {
                proofs.get(posting.customer().value()).add(posting);
                postings++;
            });
            connection.commit();
            progress.accept(new Progress(postings, wallets));
            open = open.stream().filter(row -> row.seq() > to).toList();
            seq = to;
        }
        proofs.values().forEach(WalletProof::close);
        wallets += chunk.size();
        progress.accept(new Progress(postings, wallets));
    }
}
