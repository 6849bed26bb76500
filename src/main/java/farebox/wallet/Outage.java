package farebox.wallet;

import farebox.sql.Outages;
import java.sql.SQLException;

/** The database cannot be reached or cannot work just now; the same batch may succeed later. */
final class Outage extends Exception {
    private static final long serialVersionUID = 1;

    /** PostgreSQL's class of transactions that it rolled back, because of a deadlock say. */
    private static final String ROLLED_BACK = "40";

    Outage(SQLException cause) {
        super(cause);
    }

    /** Whether trying again can help. An error without a state comes from the pool, not from PostgreSQL. */
    static boolean isOne(SQLException failure) {
        var state = failure.getSQLState();
        return state == null || state.startsWith(ROLLED_BACK) || Outages.isOne(failure);
    }
}
