package farebox.ledger;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks PostgreSQL one thing after the other in a thread of its own; whoever asks is at most two questions ahead. */
final class Asking implements AutoCloseable {
    private static final int AHEAD_MAX = 2;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final BooksSql sql;
    private final Queue<Future<?>> asked = new ArrayDeque<>();

    Asking(BooksSql sql) {
        this.sql = sql;
    }

    interface Question {
        void ask(BooksSql sql) throws SQLException;
    }

    /** Asks in a short transaction that looks up rows by their keys. */
    void next(Question question) throws SQLException {
        if (asked.size() == AHEAD_MAX) await(asked.remove());
        asked.add(thread.submit(() -> {
            sql.lookUpByKey();
            question.ask(sql);
            sql.commit();
            return null;
        }));
    }

    /** Waits until all is answered. */
    void await() throws SQLException {
        while (!asked.isEmpty()) await(asked.remove());
    }

    private static void await(Future<?> answer) throws SQLException {
        try {
            answer.get();
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
