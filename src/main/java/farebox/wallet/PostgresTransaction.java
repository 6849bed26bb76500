package farebox.wallet;

import farebox.money.CustomerNo;
import farebox.sql.RowStatement.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A transaction of PostgreSQL, on a connection of its own. */
final class PostgresTransaction implements Transaction {
    private final Connection connection;
    private final WalletLocks locks;
    private OpenCaps caps = new OpenCaps();
    private boolean committed;

    private PostgresTransaction(Connection connection, int instance) {
        this.connection = connection;
        this.locks = new WalletLocks(connection, instance);
    }

    static Transaction begin(Connection connection, int instance) throws SQLException {
        try {
            connection.setAutoCommit(false);
            return new PostgresTransaction(connection, instance);
        } catch (SQLException lost) {
            connection.close();
            throw lost;
        }
    }

    @Override
    public Map<CustomerNo, OpenWallet> lock(List<? extends Operation<?>> operations) throws SQLException {
        caps = CapSql.lock(connection, operations);
        var customers = new TreeSet<CustomerNo>();
        for (var operation : operations) customers.add(operation.customer());
        return locks.lock(customers);
    }

    @Override
    public Operation.Moment read(Map<CustomerNo, OpenWallet> wallets, List<? extends Operation<?>> operations)
            throws SQLException {
        return locks.read(wallets, operations, caps);
    }

    @Override
    public void save(Collection<OpenWallet> wallets, Operation.Moment moment, List<Row> attached) throws SQLException {
        WalletSql.save(connection, wallets, moment, attached);
    }

    @Override
    public void commit() throws SQLException {
        connection.commit();
        committed = true;
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!committed) connection.rollback();
        }
    }
}
