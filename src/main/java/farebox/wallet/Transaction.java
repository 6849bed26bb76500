package farebox.wallet;

import farebox.money.CustomerNo;
import farebox.sql.RowStatement.Row;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** One transaction of the database on some wallets; it is undone when it is closed before it was committed. */
interface Transaction extends AutoCloseable {
    /**
     * Locks first the caps that these operations count on, waiting for whoever has them, and then the wallets; one that
     * somebody else has locked is missing.
     */
    Map<CustomerNo, OpenWallet> lock(List<? extends Operation<?>> operations) throws SQLException;

    /** Reads into the locked wallets what these operations must know; the moment has the time and the locked caps. */
    Operation.Moment read(Map<CustomerNo, OpenWallet> wallets, List<? extends Operation<?>> operations)
            throws SQLException;

    /** Writes all that changed in these wallets and caps, and then the rows that other features attached. */
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
