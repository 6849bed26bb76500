package farebox.wallet;

import farebox.money.CustomerNo;
import farebox.sql.RowStatement.Row;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** One transaction of the database on some wallets; it is undone when it is closed before it was committed. */
interface Transaction extends AutoCloseable {
    /** The wallets that could be locked; one that somebody else has locked is missing. */
    Map<CustomerNo, OpenWallet> lock(Collection<CustomerNo> customers) throws SQLException;

    /** Reads into the locked wallets what these operations must know, and the time. */
    Operation.Moment read(Map<CustomerNo, OpenWallet> wallets, List<? extends Operation<?>> operations)
            throws SQLException;

    /** Writes all that changed in these wallets, and then the rows that other features attached. */
    void save(Collection<OpenWallet> wallets, Operation.Moment moment, List<Row> attached) throws SQLException;

    void commit() throws SQLException;

    @Override
    void close() throws SQLException;

    /** Where transactions begin. */
    @FunctionalInterface
    interface Source {
        Transaction begin() throws SQLException;
    }
}
