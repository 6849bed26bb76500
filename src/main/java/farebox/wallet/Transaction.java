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
     * Locks first the caps that these operations count on, waiting for whoever has them, and then the wallets, and reads
     * what the operations must know of those.
     */
    Locked lock(List<? extends Operation<?>> operations) throws SQLException;

    /** Writes all that changed in these wallets and caps, then the rows that other features attached, and commits. */
    void commit(Collection<OpenWallet> wallets, Operation.Moment moment, List<Row> attached) throws SQLException;

    @Override
    void close() throws SQLException;

    /**
     * What is locked.
     *
     * @param wallets one that somebody else has locked is missing
     * @param moment the time after locking, and the caps
     */
    record Locked(Map<CustomerNo, OpenWallet> wallets, Operation.Moment moment) {}

    /** Where transactions begin. */
    @FunctionalInterface
    interface Source {
        Transaction begin() throws SQLException;
    }
}
