package farebox.wallet;

import farebox.money.CustomerNo;
import farebox.sql.RowStatement.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Freezes a wallet for a reason, or unfreezes it without one, if what stands is fit for it. The outcome is the reason that
 * stood before.
 */
record FreezeOperation(
        CustomerNo customer,
        Optional<String> reason,
        Predicate<Optional<String>> fit,
        Attachment<Optional<String>> attachment)
        implements Operation<Optional<String>> {
    @Override
    public Optional<String> decide(OpenWallet wallet, Moment moment) {
        var before = Optional.ofNullable(wallet.frozenReason());
        if (fit.test(before)) wallet.freeze(reason.orElse(null));
        return before;
    }

    @Override
    public List<Row> attached(Optional<String> before, Instant at) {
        return attachment.rows(before, at);
    }
}
