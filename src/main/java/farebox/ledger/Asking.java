package farebox.ledger;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks PostgreSQL one thing after the other in a thread of its own; whoever wants the next waits until the last is answered. */
final class Asking implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final BooksSql sql;
    private Future<?> asked = CompletableFuture.completedFuture(null);

    Asking(BooksSql sql) {
        this.sql = sql;
    }

    interface Question {
        void ask(BooksSql sql) throws SQLException;
    }

    /** Asks in a short transaction that looks up rows by their keys. */
    void next(Question question) throws SQLException {
        await();
        asked = thread.submit(() -> {
            sql.lookUpByKey();
            question.ask(sql);
            sql.commit();
            return null;
        });
    }

    /** Waits for the answer to what was asked last. */
    void await() throws SQLException {
        try {
            asked.get();
        } catch (ExecutionException failure) {
            throw new SQLException(failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SQLException(stopped);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
