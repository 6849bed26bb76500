package farebox.sql;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionManager;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** PostgreSQL goes away when everything is written and only the commit is left. */
@QuarkusTest
class LostCommitTest {
    @Inject
    TransactionManager transactions;

    @Inject
    DataSource database;

    @Test
    void a_commit_that_finds_its_backend_gone_is_an_outage() throws Exception {
        transactions.begin();
        killBackendOfThisTransaction();
        var failure = assertThrows(Exception.class, transactions::commit);
        assertTrue(Outages.isOne(failure), failure.toString());
    }

    private void killBackendOfThisTransaction() throws Exception {
        try (var connection = database.getConnection();
                var asked = connection.createStatement();
                var pid = asked.executeQuery("select pg_backend_pid()");
                var besides = Executors.newVirtualThreadPerTaskExecutor()) {
            pid.next();
            var backend = pid.getInt(1);
            besides.submit(() -> kill(backend)).get();
        }
    }

    private Void kill(int backend) throws SQLException {
        try (var other = database.getConnection();
                var killing = other.prepareStatement("select pg_terminate_backend(?, 5000)")) {
            killing.setInt(1, backend);
            killing.execute();
        }
        return null;
    }
}
