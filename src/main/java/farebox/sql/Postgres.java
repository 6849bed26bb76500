package farebox.sql;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** Asks PostgreSQL in its own words. Joins the transaction that is under way, else each statement is its own. */
@Singleton
public class Postgres {
    private final DataSource database;
    private final boolean patient;

    @Inject
    public Postgres(DataSource database) {
        this(database, false);
    }

    private Postgres(DataSource database, boolean patient) {
        this.database = database;
        this.patient = patient;
    }

    /** For what reads all there is: the same, but it waits for minutes where the pool waits for seconds. */
    public Postgres patient() {
        return new Postgres(database, true);
    }

    /** Every row that the query gives, in its order. */
    public <T> List<T> list(String query, RowReader<T> reader, Object... values) {
        return run(query, values, statement -> {
            var found = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) found.add(reader.read(rows));
            }
            return found;
        });
    }

    /** The first row that the query gives, if any. */
    public <T> Optional<T> first(String query, RowReader<T> reader, Object... values) {
        return list(query, reader, values).stream().findFirst();
    }

    /** Changes rows and says how many. */
    public int change(String command, Object... values) {
        return run(command, values, PreparedStatement::executeUpdate);
    }

    /** A column of type timestamptz, or null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** A column of type text[]. */
    public static Set<String> texts(ResultSet row, String column) throws SQLException {
        return Set.of((String[]) row.getArray(column).getArray());
    }

    private <T> T run(String sql, Object[] values, Work<T> work) {
        try (var connection = database.getConnection();
                var _ = patient ? Patience.on(connection) : null;
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) statement.setObject(i + 1, asJdbcKnowsIt(connection, values[i]));
            return work.with(statement);
        } catch (SQLException failure) {
            throw new IllegalStateException("PostgreSQL could not do what was asked", failure);
        }
    }

    private static Object asJdbcKnowsIt(Connection connection, Object value) throws SQLException {
        return switch (value) {
            case Instant time -> time.atOffset(ZoneOffset.UTC);
            case Set<?> texts -> connection.createArrayOf("text", texts.toArray());
            case null, default -> value;
        };
    }

    /** Makes a value of the row at hand. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }
}
