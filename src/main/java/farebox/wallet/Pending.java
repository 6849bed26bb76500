package farebox.wallet;

import farebox.money.CustomerNo;
import farebox.sql.RowStatement.Row;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An operation that waits in a lane, and the caller's claim to its outcome. */
final class Pending<O> {
    final Operation<O> operation;
    final CompletableFuture<O> answer = new CompletableFuture<>();
    private O outcome;
    private volatile boolean givenUp;

    Pending(Operation<O> operation) {
        this.operation = operation;
    }

    CustomerNo customer() {
        return operation.customer();
    }

    /** The caller waits no longer. What has not begun is then left alone. */
    void giveUp() {
        givenUp = true;
    }

    boolean isGivenUp() {
        return givenUp;
    }

    /** Decides, and tells what else is to be written; nobody hears of it before the commit. */
    List<Row> decide(OpenWallet wallet, Operation.Moment moment) {
        outcome = operation.decide(wallet, moment);
        return operation.attached(outcome, moment.at());
    }

    void committed() {
        answer.complete(outcome);
    }

    void failed(Throwable cause) {
        answer.completeExceptionally(cause);
    }
}
