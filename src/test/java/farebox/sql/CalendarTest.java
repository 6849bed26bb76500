package farebox.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import farebox.testing.OwnerConnection;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Days and months are those of UTC, wherever Farebox runs. */
@QuarkusTest
class CalendarTest {
    @Inject
    Postgres postgres;

    @Test
    void the_applications_sessions_are_in_utc() {
        assertEquals(List.of("UTC"), postgres.list("show timezone", row -> row.getString(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Europe/Berlin", "Pacific/Kiritimati"})
    void partitions_of_neighbouring_months_meet_in_any_zone(String zone) throws SQLException {
        try (var owner = OwnerConnection.open()) {
            owner.setAutoCommit(false);
            execute(owner, "set local timezone = '" + zone + "'");
            for (int month = 1; month <= 12; month++)
                execute(owner, "select keep_partitions('2090-%02d-10T12:00Z')".formatted(month));
            execute(owner, "set local timezone = 'UTC'");
            try (var statement = owner.createStatement();
                    var row = statement.executeQuery("""
                            select pg_get_expr(relpartbound, oid) from pg_class where relname = 'posting_20901101'
                            """)) {
                row.next();
                assertEquals(
                        "FOR VALUES FROM ('2090-11-01 00:00:00+00') TO ('2090-12-01 00:00:00+00')", row.getString(1));
            }
            owner.rollback();
        }
    }

    /** All that is written would wait behind whoever waits for the reader. */
    @Test
    void who_reads_a_table_for_long_is_not_waited_for() throws SQLException {
        try (var reader = OwnerConnection.open();
                var owner = OwnerConnection.open()) {
            reader.setAutoCommit(false);
            execute(reader, "lock table posting in access share mode");
            owner.setAutoCommit(false);
            var refused = assertThrows(
                    SQLException.class, () -> execute(owner, "select keep_partitions('2091-06-10T12:00Z')"));
            assertEquals("55P03", refused.getSQLState());
            owner.rollback();
            reader.rollback();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
