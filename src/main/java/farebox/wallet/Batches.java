package farebox.wallet;

import farebox.money.CustomerNo;
import farebox.sql.RowStatement.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import javax.sql.DataSource;

/** Carries out a batch of operations in one transaction. */
final class Batches {
    private final DataSource database;
    private final IntSupplier instance;

    Batches(DataSource database, IntSupplier instance) {
        this.database = database;
        this.instance = instance;
    }

    /**
     * Decides and writes the batch, tells the callers once it is committed, and gives back the operations on wallets that
     * somebody else has locked. A data error is narrowed down until the operation that caused it fails alone; an outage
     * is thrown, and then nobody knows whether the batch was committed.
     */
    List<Pending<?>> carryOut(List<Pending<?>> batch) throws Outage {
        try {
            return inOneTransaction(batch);
        } catch (SQLException | RuntimeException failure) {
            if (failure instanceof SQLException sql && Outage.isOne(sql)) throw new Outage(sql);
            if (batch.size() > 1) return inHalves(batch);
            batch.getFirst().failed(failure);
            return List.of();
        }
    }

    private List<Pending<?>> inHalves(List<Pending<?>> batch) throws Outage {
        var middle = batch.size() / 2;
        var blocked = new ArrayList<>(carryOut(batch.subList(0, middle)));
        blocked.addAll(carryOut(batch.subList(middle, batch.size())));
        return blocked;
    }

    private List<Pending<?>> inOneTransaction(List<Pending<?>> batch) throws SQLException {
        var customers = new TreeSet<CustomerNo>();
        for (var pending : batch) customers.add(pending.customer());
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return decideAndWrite(connection, batch, customers);
            } catch (SQLException | RuntimeException failure) {
                rollBack(connection, failure);
                throw failure;
            }
        }
    }

    private List<Pending<?>> decideAndWrite(
            Connection connection, List<Pending<?>> batch, TreeSet<CustomerNo> customers) throws SQLException {
        var caps = CapSql.lock(connection, operations(batch));
        var locks = new WalletLocks(connection, instance.getAsInt());
        var wallets = locks.lock(customers);
        var mine = batch.stream()
                .filter(pending -> wallets.containsKey(pending.customer()))
                .toList();
        if (mine.isEmpty()) {
            connection.rollback();
            return batch;
        }
        var moment = locks.read(wallets, operations(mine), caps);
        var attached = new ArrayList<Row>();
        for (var pending : mine) attached.addAll(pending.decide(wallets.get(pending.customer()), moment));
        WalletSql.save(connection, wallets.values(), moment, attached);
        connection.commit();
        for (var pending : mine) pending.committed();
        if (mine.size() == batch.size()) return List.of();
        return batch.stream()
                .filter(pending -> !wallets.containsKey(pending.customer()))
                .toList();
    }

    private static List<Operation<?>> operations(List<Pending<?>> pending) {
        List<Operation<?>> operations = new ArrayList<>();
        for (var one : pending) operations.add(one.operation);
        return operations;
    }

    private static void rollBack(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            failure.addSuppressed(lost);
        }
    }
}
