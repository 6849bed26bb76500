package farebox.sql;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
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

    /** Writes groups of rows, each group of one statement, in their order and in one round trip to the server. */
    public static void write(Connection connection, Collection<List<Row>> groups) throws SQLException {
        write(connection, groups, "");
    }

    /** The same, and ends the transaction in that very round trip. */
    public static void writeAndCommit(Connection connection, Collection<List<Row>> groups) throws SQLException {
        write(connection, groups, ";\ncommit");
    }

    private static void write(Connection connection, Collection<List<Row>> groups, String end) throws SQLException {
        var filled = groups.stream().filter(rows -> !rows.isEmpty()).toList();
        var sql = filled.stream().map(rows -> rows.getFirst().statement().sql()).collect(joining(";\n", "", end));
        if (sql.isEmpty()) return;
        try (var statement = connection.prepareStatement(sql)) {
            var parameter = 0;
            for (var rows : filled)
                for (int column = 0; column < rows.getFirst().values().length; column++)
                    statement.setArray(++parameter, column(connection, rows, column));
            statement.execute();
        }
    }

    private static java.sql.Array column(Connection connection, List<Row> rows, int column) throws SQLException {
        var type = rows.getFirst().statement().columnTypes().get(column);
        // Only from an array that is declared to hold them does the driver send numbers and bytes as they are.
        Object[] values = switch (type) {
            case "int8" -> new Long[rows.size()];
            case "int4" -> new Integer[rows.size()];
            case "int2" -> new Short[rows.size()];
            case "bytea" -> new byte[rows.size()][];
            default -> new Object[rows.size()];
        };
        for (int i = 0; i < values.length; i++) values[i] = rows.get(i).values()[column];
        return connection.createArrayOf(type, values);
    }

    /** The values that one row gives to its statement. */
    public record Row(RowStatement statement, Object[] values) {}
}
