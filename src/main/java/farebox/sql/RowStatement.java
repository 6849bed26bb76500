package farebox.sql;

import static java.util.stream.Collectors.joining;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One SQL statement that reads or writes by any number of rows in one go: {@code insert … select … from unnest(?, ?, …) as
 * n}. A few rows are put in the place of {@code unnest(…)} as {@code (values (?, ?, …))}, which PostgreSQL plans and
 * carries out in half the time (ADR 0016); more come as one array a column, unnested side by side (ADR 0022).
 */
public final class RowStatement {
    /** Each number of rows is a statement of its own to PostgreSQL, so there should not be many. */
    public static final int FEW = 4;

    private static final Pattern ROWS = Pattern.compile("unnest\\(\\?(, \\?)*\\)");

    private final String byArrays;
    private final List<String> byValues;
    private final List<String> columnTypes;

    private RowStatement(String sql, List<String> columnTypes) {
        this.byArrays =
                withRows(sql, "select " + String.join(", ", Collections.nCopies(columnTypes.size(), "unnest(?)")));
        this.byValues = IntStream.rangeClosed(1, FEW)
                .mapToObj(rows -> withRows(sql, "values " + values(rows, columnTypes)))
                .toList();
        this.columnTypes = columnTypes;
    }

    /**
     * @param sql names its rows once, as {@code unnest(?, …) as n}
     * @param columnTypes PostgreSQL's names of the columns' types, in the order of the question marks
     */
    public static RowStatement of(String sql, String... columnTypes) {
        return new RowStatement(sql, List.of(columnTypes));
    }

    private static String withRows(String sql, String rows) {
        return ROWS.matcher(sql).replaceFirst("(" + rows + ")");
    }

    private static String values(int rows, List<String> columnTypes) {
        var row = columnTypes.stream().map(type -> "?::" + type).collect(joining(", ", "(", ")"));
        return String.join(", ", Collections.nCopies(rows, row));
    }

    /** A row of this statement, one value a column: an Instant for a {@code timestamptz}, a UUID for a {@code uuid}. */
    public Row row(Object... values) {
        if (values.length != columnTypes.size())
            throw new IllegalArgumentException(
                    values.length + " values for " + columnTypes.size() + " columns: " + byArrays);
        return new Row(this, values);
    }

    /** The values that one row gives to its statement. */
    public record Row(RowStatement statement, Object[] values) {}

    /** Writes groups of rows, each group of one statement, in their order and in one round trip to the server. */
    public static void write(Connection connection, Collection<List<Row>> groups) throws SQLException {
        if (groups.stream().allMatch(List::isEmpty)) return;
        try (var statement = prepared(connection, "", groups, "")) {
            statement.execute();
        }
    }

    /** The same, and ends the transaction in that very round trip. */
    public static void writeAndCommit(Connection connection, Collection<List<Row>> groups) throws SQLException {
        try (var statement = prepared(connection, "", groups, "commit")) {
            statement.execute();
        }
    }

    /** Groups of rows ready to be carried out in one round trip, between a first and a last statement if there are any. */
    public static PreparedStatement prepared(
            Connection connection, String first, Collection<List<Row>> groups, String last) throws SQLException {
        var filled = groups.stream().filter(rows -> !rows.isEmpty()).toList();
        var sql = filled.stream()
                .map(rows -> rows.getFirst().statement().sql(rows.size()))
                .collect(joining(";\n", first, last.isEmpty() ? "" : ";\n" + last));
        var statement = connection.prepareStatement(sql);
        try {
            var parameter = 1;
            for (var rows : filled) parameter = set(statement, parameter, rows);
            return statement;
        } catch (SQLException | RuntimeException failure) {
            statement.close();
            throw failure;
        }
    }

    private String sql(int rows) {
        return rows <= FEW ? byValues.get(rows - 1) : byArrays;
    }

    private static int set(PreparedStatement statement, int parameter, List<Row> rows) throws SQLException {
        var types = rows.getFirst().statement().columnTypes;
        if (rows.size() > FEW) {
            for (int column = 0; column < types.size(); column++)
                statement.setArray(parameter++, array(statement.getConnection(), types.get(column), rows, column));
        } else {
            for (var row : rows)
                for (int column = 0; column < types.size(); column++)
                    set(statement, parameter++, types.get(column), row.values()[column]);
        }
        return parameter;
    }

    private static void set(PreparedStatement statement, int parameter, String type, Object value) throws SQLException {
        var sqlType = switch (type) {
            case "int8" -> Types.BIGINT;
            case "int4" -> Types.INTEGER;
            case "int2" -> Types.SMALLINT;
            case "text" -> Types.VARCHAR;
            case "bool" -> Types.BOOLEAN;
            case "bytea" -> Types.BINARY;
            case "timestamptz" -> Types.TIMESTAMP_WITH_TIMEZONE;
            default -> Types.OTHER;
        };
        if (value == null) statement.setNull(parameter, sqlType);
        else if (value instanceof Instant time) statement.setObject(parameter, time.atOffset(ZoneOffset.UTC), sqlType);
        else statement.setObject(parameter, value, sqlType);
    }

    private static Array array(Connection connection, String type, List<Row> rows, int column) throws SQLException {
        // Only from an array that is declared to hold them does the driver send numbers, texts and bytes as they are.
        var values = rows.stream().map(row -> row.values()[column]);
        return switch (type) {
            case "timestamptz" -> BinaryArray.times(connection, values.toArray(Instant[]::new));
            case "uuid" -> BinaryArray.uuids(connection, values.toArray(UUID[]::new));
            case "int8" -> connection.createArrayOf(type, values.toArray(Long[]::new));
            case "int4" -> connection.createArrayOf(type, values.toArray(Integer[]::new));
            case "int2" -> connection.createArrayOf(type, values.toArray(Short[]::new));
            case "text" -> connection.createArrayOf(type, values.toArray(String[]::new));
            case "bytea" -> connection.createArrayOf(type, values.toArray(byte[][]::new));
            default -> connection.createArrayOf(type, values.toArray());
        };
    }
}
