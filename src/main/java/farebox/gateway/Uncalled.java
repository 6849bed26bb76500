package farebox.gateway;

import farebox.sql.RowStatement;
import farebox.sql.RowStatement.Row;
import farebox.wallet.HoldId;
import farebox.wallet.WalletChange;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** What a sweep took for lost calls was never called after all: then it cost nothing. */
@Singleton
class Uncalled implements WalletChange.Attachment {
    private static final RowStatement ATTEMPTS = RowStatement.of("""
            update attempt a
               set cost_nanos = 0, estimated = false
              from unnest(?, ?, ?) as n (customer_no, opened_at, hold)
             where a.customer_no = n.customer_no and a.opened_at = n.opened_at and a.hold = n.hold
            """, "int8", "timestamptz", "int8");
    private static final RowStatement INVOCATIONS = RowStatement.of("""
            update invocation i
               set cost_nanos = 0, estimated = false
              from unnest(?, ?, ?) as n (customer_no, opened_at, hold)
             where i.customer_no = n.customer_no and i.started_at = n.opened_at and i.hold = n.hold
            """, "int8", "timestamptz", "int8");

    @Override
    public List<Row> rows(WalletChange change) {
        return change.uncalled().stream()
                .flatMap(hold -> Stream.of(row(ATTEMPTS, hold), row(INVOCATIONS, hold)))
                .toList();
    }

    private static Row row(RowStatement statement, HoldId hold) {
        return statement.row(hold.customer().value(), hold.openedAt(), hold.hold());
    }
}
