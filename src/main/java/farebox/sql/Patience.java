package farebox.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** While it lasts, PostgreSQL may take an hour to answer on a connection, where the pool gives it seconds. */
public final class Patience implements AutoCloseable {
    private static final int MILLIS_MAX = (int) Duration.ofHours(1).toMillis();

    private final Connection connection;
    private final int usual;

    private Patience(Connection connection, int usual) {
        this.connection = connection;
        this.usual = usual;
    }

    /** For what reads all there is. */
    public static Patience on(Connection connection) throws SQLException {
        var patience = new Patience(connection, connection.getNetworkTimeout());
        connection.setNetworkTimeout(Runnable::run, MILLIS_MAX);
        return patience;
    }

    /** The pool's next user has the usual time again. */
    @Override
    public void close() throws SQLException {
        if (!connection.isClosed()) connection.setNetworkTimeout(Runnable::run, usual);
    }
}
