package farebox.ledger;

import java.sql.Connection;
import java.sql.SQLException;

/** Lets any number of checks read the journal, and none while a month of it is being sealed. */
final class SealLock {
    private static final String KEY = "hashtext('farebox.seal')";

    private SealLock() {}

    /** Held until the connection's transaction ends. */
    static void share(Connection connection) throws SQLException {
        take(connection, "pg_advisory_xact_lock_shared");
    }

    /** Held alone until the connection's transaction ends. */
    static void own(Connection connection) throws SQLException {
        take(connection, "pg_advisory_xact_lock");
    }

    private static void take(Connection connection, String lock) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("select " + lock + "(" + KEY + ")");
        }
    }
}
