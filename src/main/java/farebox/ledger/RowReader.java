package farebox.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What is done with each row of a query. */
@FunctionalInterface
interface RowReader {
    int ROWS_A_FETCH = 2_000;

    void accept(ResultSet row) throws SQLException;

    /** Reads row by row, however many there are; the connection must be in a transaction. */
    static void read(Connection connection, String sql, RowReader each, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(ROWS_A_FETCH);
            for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
            try (var row = statement.executeQuery()) {
                while (row.next()) each.accept(row);
            }
        }
    }
}
