package farebox.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.jdbc.PgConnection;

/** While it lasts, PostgreSQL may take an hour to answer on a connection, where the pool gives it seconds. */
public final class Patience implements AutoCloseable {
    private static final int MILLIS_MAX = (int) Duration.ofHours(1).toMillis();

    private final PgConnection connection;
    private final int usual;

    private Patience(PgConnection connection, int usual) {
        this.connection = connection;
        this.usual = usual;
    }

    /** For what reads all there is. */
    public static Patience on(Connection connection) throws SQLException {
        // Behind the pool's back, which would take any time set before its eyes away on return: there would be no limit
        // then.
        var own = connection.unwrap(PgConnection.class);
        var patience = new Patience(own, own.getNetworkTimeout());
        own.setNetworkTimeout(Runnable::run, MILLIS_MAX);
        return patience;
    }

    /** The pool's next user has the usual time again. */
    @Override
    public void close() throws SQLException {
        if (!connection.isClosed()) connection.setNetworkTimeout(Runnable::run, usual);
    }
}
