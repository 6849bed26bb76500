package farebox.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/**
 * One SQL statement that writes any number of rows in one go, from one array a column:
 * {@code insert … select … from unnest(?, ?, …)}.
 *
 * @param columnTypes PostgreSQL's names of the array elements, in the order of the question marks
 */
public record RowStatement(String sql, List<String> columnTypes) {
    public static RowStatement of(String sql, String... columnTypes) {
        return new RowStatement(sql, List.of(columnTypes));
    }

    /** A row of this statement, one value a column. */
    public Row row(Object... values) {
        if (values.length != columnTypes.size())
            throw new IllegalArgumentException(
                    values.length + " values for " + columnTypes.size() + " columns: " + sql);
        return new Row(this, values);
    }

    /** Writes the rows, in order; all of them must be of this statement. */
    public void write(Connection connection, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) return;
        try (var statement = connection.prepareStatement(sql)) {
            for (int column = 0; column < columnTypes.size(); column++)
                statement.setObject(column + 1, column(connection, rows, column), Types.ARRAY);
            statement.executeUpdate();
        }
    }

    private java.sql.Array column(Connection connection, List<Row> rows, int column) throws SQLException {
        // The driver encodes bytes only from an array that is declared to hold them.
        var values = columnTypes.get(column).equals("bytea") ? new byte[rows.size()][] : new Object[rows.size()];
        for (int i = 0; i < values.length; i++) values[i] = rows.get(i).values()[column];
        return connection.createArrayOf(columnTypes.get(column), values);
    }

    /** The values that one row gives to its statement. */
    public record Row(RowStatement statement, Object[] values) {}
}
