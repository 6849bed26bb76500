package farebox.wallet;

import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.sql.RowStatement.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a batch has made of one wallet, told to other features before it is committed.
 *
 * @param lacked whether a hold was refused, because the wallet had too few credits
 * @param uncalled holds that were swept, and of which it is now known that nothing was called for them: the estimates that
 *     the sweep had booked were taken back
 */
public record WalletChange(
        CustomerNo customer, State before, State after, boolean lacked, List<HoldId> uncalled, Instant at) {
    /** How a wallet stands. */
    public record State(Credits granted, Credits available, Credits held, Optional<String> frozenReason) {
        /** What the customer has not spent yet: a hold alone does not change it. */
        public Credits unspent() {
            return available.plus(held);
        }
    }

    /** Rows of another feature, written in the very transaction of a change, whichever operation made it. */
    @FunctionalInterface
    public interface Attachment {
        /** The rows that belong to this change; it is called again when a batch is tried again, and must only reckon. */
        List<Row> rows(WalletChange change);
    }
}
