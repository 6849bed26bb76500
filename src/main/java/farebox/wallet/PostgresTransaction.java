package farebox.wallet;

import farebox.sql.RowStatement;
import farebox.sql.RowStatement.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** A transaction of PostgreSQL, on a connection of its own. */
final class PostgresTransaction implements Transaction {
    private final Connection connection;
    private final WalletLocks locks;
    private boolean committed;

    private PostgresTransaction(Connection connection, int instance) {
        this.connection = connection;
        this.locks = new WalletLocks(connection, instance);
    }

    /** On a connection that commits by itself: the driver's own {@code begin} would be one more message to wake PostgreSQL. */
    static Transaction begin(Connection connection, int instance) {
        return new PostgresTransaction(connection, instance);
    }

    @Override
    public Locked lock(List<? extends Operation<?>> operations) throws SQLException {
        if (operations.stream().allMatch(operation -> operation.caps().isEmpty()))
            return locks.lock(operations, new OpenCaps(), "begin;\n");
        carryOut("begin");
        return locks.lock(operations, CapSql.lock(connection, operations), "");
    }

    @Override
    public void commit(Collection<OpenWallet> wallets, Operation.Moment moment, List<Row> attached)
            throws SQLException {
        RowStatement.writeAndCommit(connection, WalletSql.rows(wallets, moment, attached));
        committed = true;
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!committed) carryOut("rollback");
        }
    }

    private void carryOut(String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
