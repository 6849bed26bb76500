package farebox.sql;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Tells the database's failures from ours. */
public final class Outages {
    private static final List<String> STATES = List.of("08", "53", "57P", "25006");

    private Outages() {}

    /**
     * Connection lost, refused or one too many, or the server is going down, coming up or read-only for now: PostgreSQL's
     * 08, 53, 57P and 25006; or the pool has no connection to give, which it says without a state. A commit that fails tells
     * why in what it suppressed.
     */
    public static boolean isOne(Throwable failure) {
        return failure instanceof SQLException sql && (sql.getSQLState() != null || sql.getCause() == null)
                ? sql.getSQLState() == null || STATES.stream().anyMatch(sql.getSQLState()::startsWith)
                : reasons(failure).anyMatch(Outages::isOne);
    }

    private static Stream<Throwable> reasons(Throwable failure) {
        return Stream.concat(Stream.ofNullable(failure.getCause()), Arrays.stream(failure.getSuppressed()));
    }
}
