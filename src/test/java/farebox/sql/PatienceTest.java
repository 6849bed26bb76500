package farebox.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PatienceTest {
    @Inject
    DataSource database;

    @Inject
    Postgres postgres;

    @Test
    void the_pool_waits_seconds_for_an_answer_and_longer_only_for_as_long_as_it_is_told_to() throws Exception {
        try (var connection = living()) {
            assertEquals(20_000, connection.getNetworkTimeout());
            try (var _ = Patience.on(connection)) {
                assertEquals(3_600_000, connection.getNetworkTimeout());
            }
            assertEquals(20_000, connection.getNetworkTimeout());
        }
        for (var other : pool()) assertEquals(20_000, other);
    }

    @Test
    void a_question_about_all_there_is_may_be_asked_patiently() {
        assertEquals(Optional.of(3_600_000), timeout(postgres.patient()));
        assertEquals(Optional.of(20_000), timeout(postgres));
    }

    private static Optional<Integer> timeout(Postgres asked) {
        return asked.first("select 1", row -> row.getStatement().getConnection().getNetworkTimeout());
    }

    /** Of some connections that were used before, the one just returned among them. */
    private List<Integer> pool() throws SQLException {
        var timeouts = new ArrayList<Integer>();
        try (var first = living();
                var second = living();
                var third = living()) {
            for (var connection : List.of(first, second, third)) timeouts.add(connection.getNetworkTimeout());
        }
        return timeouts;
    }

    @Test
    void postgresql_asks_whether_an_instance_still_lives() throws Exception {
        try (var connection = living();
                var asking = connection.createStatement();
                var idle = asking.executeQuery("select current_setting('tcp_keepalives_idle')::int between 1 and 60")) {
            idle.next();
            assertTrue(idle.getBoolean(1));
        }
    }

    /** The pool may have one that another test has broken. */
    private Connection living() throws SQLException {
        var connection = database.getConnection();
        if (connection.isValid(1)) return connection;
        connection.close();
        return living();
    }
}
