package farebox.wallet;

import java.sql.SQLException;
import java.util.List;

/** The database cannot be reached or cannot work just now; the same batch may succeed later. */
final class Outage extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * PostgreSQL's classes: connection, insufficient resources, operator intervention, transaction rollback (a deadlock),
     * and a server that has become read-only.
     */
    private static final List<String> STATES = List.of("08", "53", "57P", "40", "25006");

    Outage(SQLException cause) {
        super(cause);
    }

    /** Whether trying again can help. An error without a state comes from the pool, not from PostgreSQL. */
    static boolean isOne(SQLException failure) {
        var state = failure.getSQLState();
        return state == null || STATES.stream().anyMatch(state::startsWith);
    }
}
