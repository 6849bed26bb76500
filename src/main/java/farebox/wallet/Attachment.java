package farebox.wallet;

import farebox.sql.RowStatement.Row;
import java.time.Instant;
import java.util.List;

/**
 * Rows of another feature that are written in the very transaction of an operation, once its outcome is decided and
 * before anybody is told of it.
 *
 * @param <O> the operation's outcome
 */
@FunctionalInterface
public interface Attachment<O> {
    /** The rows that belong to this outcome; it is called again when a batch is tried again, and must only reckon. */
    List<Row> rows(O outcome, Instant at);

    static <O> Attachment<O> none() {
        return (outcome, at) -> List.of();
    }
}
