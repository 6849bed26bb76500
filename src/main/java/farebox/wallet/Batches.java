package farebox.wallet;

import farebox.sql.RowStatement.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import javax.sql.DataSource;

/** Carries out a batch of operations in one transaction. */
final class Batches {
    private final Transaction.Source transactions;
    private final List<WalletChange.Attachment> attachments;

    Batches(Transaction.Source transactions) {
        this(transactions, List.of());
    }

    private Batches(Transaction.Source transactions, List<WalletChange.Attachment> attachments) {
        this.transactions = transactions;
        this.attachments = attachments;
    }

    /** Batches on PostgreSQL, written for this instance. */
    Batches(DataSource database, IntSupplier instance, List<WalletChange.Attachment> attachments) {
        this(() -> PostgresTransaction.begin(database.getConnection(), instance.getAsInt()), attachments);
    }

    /**
     * Decides and writes the batch, tells the callers once it is committed, and gives back the operations on wallets that
     * somebody else has locked. A data error is narrowed down until the operation that caused it fails alone; an outage
     * is thrown, and then nobody knows whether the batch was committed.
     *
     * @param onCommit what is done between a commit and the answers to the callers
     */
    List<Pending<?>> carryOut(List<Pending<?>> batch, Runnable onCommit) throws Outage {
        try {
            return inOneTransaction(batch, onCommit);
        } catch (SQLException | RuntimeException failure) {
            if (failure instanceof SQLException sql && Outage.isOne(sql)) throw new Outage(sql);
            if (batch.size() > 1) return inHalves(batch, onCommit);
            batch.getFirst().failed(failure);
            return List.of();
        }
    }

    private List<Pending<?>> inHalves(List<Pending<?>> batch, Runnable onCommit) throws Outage {
        var middle = batch.size() / 2;
        var blocked = new ArrayList<>(carryOut(batch.subList(0, middle), onCommit));
        blocked.addAll(carryOut(batch.subList(middle, batch.size()), onCommit));
        return blocked;
    }

    private List<Pending<?>> inOneTransaction(List<Pending<?>> batch, Runnable onCommit) throws SQLException {
        try (var transaction = transactions.begin()) {
            var locked = transaction.lock(operations(batch));
            var wallets = locked.wallets();
            var mine = batch.stream()
                    .filter(pending -> wallets.containsKey(pending.customer()))
                    .toList();
            if (mine.isEmpty()) return batch;
            transaction.commit(wallets.values(), locked.moment(), decided(mine, locked));
            onCommit.run();
            for (var pending : mine) pending.committed();
            if (mine.size() == batch.size()) return List.of();
            return batch.stream()
                    .filter(pending -> !wallets.containsKey(pending.customer()))
                    .toList();
        }
    }

    /** Decides one after the other, and tells what is to be written beside the wallets. */
    private List<Row> decided(List<Pending<?>> mine, Transaction.Locked locked) {
        var attached = new ArrayList<Row>();
        for (var pending : mine) attached.addAll(decided(pending, locked));
        for (var wallet : locked.wallets().values()) {
            var change = wallet.change(locked.moment().at());
            for (var attachment : attachments) attached.addAll(attachment.rows(change));
        }
        return attached;
    }

    /** An error in an operation, an assertion say, is that operation's: the lane goes on with the others. */
    private static List<Row> decided(Pending<?> pending, Transaction.Locked locked) {
        try {
            return pending.decide(locked.wallets().get(pending.customer()), locked.moment());
        } catch (Error failure) {
            throw new IllegalStateException("An operation on wallet " + pending.customer() + " failed", failure);
        }
    }

    private static List<Operation<?>> operations(List<Pending<?>> pending) {
        List<Operation<?>> operations = new ArrayList<>();
        for (var one : pending) operations.add(one.operation);
        return operations;
    }
}
