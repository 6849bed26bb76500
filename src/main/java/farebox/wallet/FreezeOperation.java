package farebox.wallet;

import farebox.money.CustomerNo;
import java.util.Optional;

/** Freezes a wallet for a reason, or thaws it without one. The outcome is the reason that stood before. */
record FreezeOperation(CustomerNo customer, Optional<String> reason) implements Operation<Optional<String>> {
    @Override
    public Optional<String> decide(OpenWallet wallet, Moment moment) {
        var before = Optional.ofNullable(wallet.frozenReason());
        wallet.freeze(reason.orElse(null));
        return before;
    }
}
