package farebox.ledger;

import farebox.ledger.BooksProof.Of;
import farebox.ledger.BooksReport.Progress;
import farebox.ledger.WalletProof.WalletRow;
import farebox.sql.Patience;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Proves every wallet from the journal again, on a live system and in bounded memory. A chunk of wallets is read in one
 * short snapshot; their postings up to the numbers seen there are final, and are read afterwards, window by window.
 */
public final class BooksCheck {
    private static final int WALLETS_A_CHUNK = 500;
    private static final long POSTINGS_A_WINDOW = 20_000;

    private final Map<Of, List<BooksProof>> proofs;
    private final Consumer<Progress> progress;
    private final List<String> faults = new ArrayList<>();
    private final Map<Account, BigInteger> balances = new EnumMap<>(Account.class);
    private long all;
    private long postings;
    private long wallets;

    private BooksCheck(List<BooksProof> proofs, Consumer<Progress> progress) {
        this.proofs =
                Stream.concat(RowProofs.ALL.stream(), proofs.stream()).collect(Collectors.groupingBy(BooksProof::of));
        this.progress = progress;
    }

    /** Checks the books of the wallets alone. */
    public static BooksReport run(DataSource database, Consumer<Progress> progress) throws SQLException {
        return run(database, List.of(), progress);
    }

    /** Checks all books, and what features have to prove beside them; tells its progress after every window. */
    public static BooksReport run(DataSource database, List<BooksProof> proofs, Consumer<Progress> progress)
            throws SQLException {
        var check = new BooksCheck(proofs, progress);
        try (var guard = database.getConnection();
                var reading = database.getConnection();
                var beside = database.getConnection();
                var _ = Patience.on(reading);
                var _ = Patience.on(beside)) {
            SealLock.share(guard);
            for (var connection : List.of(reading, beside)) {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            }
            try (var asking = new Asking(new BooksSql(beside, check::fault))) {
                check.checkAll(reading, asking);
            }
            guard.rollback();
        }
        return new BooksReport(check.postings, check.wallets, check.faults, check.balances);
    }

    private synchronized void fault(String fault) {
        if (faults.size() < BooksReport.FAULTS_MAX) faults.add(fault);
    }

    private void checkAll(Connection reading, Asking asking) throws SQLException {
        var books = new BooksSql(reading, this::fault);
        books.guards();
        Seals.verify(reading, this::fault);
        for (var proof : proofs.getOrDefault(Of.BOOKS, List.of())) books.ask(proof);
        all = books.count();
        reading.commit();
        var after = -1L;
        for (var last = false; !last; ) {
            var chunk = books.wallets(after, WALLETS_A_CHUNK);
            last = chunk.size() < WALLETS_A_CHUNK;
            var upTo = last ? Long.MAX_VALUE : chunk.getLast().customer();
            for (var customer : books.withoutWallet(after, upTo))
                fault("customer " + customer + " has postings and no wallet");
            reading.commit();
            if (!chunk.isEmpty()) check(books, asking, chunk);
            after = upTo;
        }
        asking.await();
        Anchors.verify(reading, this::fault);
        reading.commit();
    }

    /** Reads the postings in this thread while PostgreSQL answers the proofs of those read before in another. */
    private void check(BooksSql books, Asking asking, List<WalletRow> chunk) throws SQLException {
        var walletProofs = new TreeMap<Long, WalletProof>();
        for (var row : chunk) walletProofs.put(row.customer(), new WalletProof(row, this::fault));
        var whole = Window.whole(chunk);
        asking.next(sql -> sql.ask(proofs.get(Of.WALLETS), whole));
        for (var left = whole; !left.isEmpty(); ) {
            var window = left.first(POSTINGS_A_WINDOW);
            var posted = read(books, window, walletProofs);
            // However far a wallet claims to go on: its postings have no gap, so that nothing comes after nothing.
            if (posted.isEmpty()) break;
            asking.next(sql -> sql.ask(proofs.get(Of.POSTINGS), window, posted));
            left = left.after(window);
        }
        for (var proof : walletProofs.values()) close(proof);
        wallets += chunk.size();
        tell();
    }

    private Posted read(BooksSql books, Window window, Map<Long, WalletProof> walletProofs) throws SQLException {
        var posted = new Posted();
        books.lookUpByKey();
        books.postings(window, posting -> {
            walletProofs.get(posting.customer().value()).add(posting);
            posted.add(posting);
            postings++;
        });
        books.commit();
        tell();
        return posted;
    }

    private void close(WalletProof proof) {
        proof.close();
        proof.balances()
                .forEach((account, amount) -> balances.merge(account, BigInteger.valueOf(amount), BigInteger::add));
    }

    private void tell() {
        progress.accept(new Progress(postings, all, wallets));
    }
}
