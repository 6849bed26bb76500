package farebox.wallet;

import farebox.money.CustomerNo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Gives back a hold whose caller has stopped waiting for the answer, if it was made after all, and the estimate if it was
 * swept meanwhile. It counts among the operations that end holds, so it is never refused for load.
 */
record WithdrawOperation(HoldOperation hold) implements Operation<Boolean> {
    @Override
    public CustomerNo customer() {
        return hold.customer();
    }

    @Override
    public Optional<UUID> holdKey() {
        return hold.holdKey();
    }

    @Override
    public Set<Long> knownHolds() {
        return hold.knownHolds();
    }

    @Override
    public boolean endsHold() {
        return true;
    }

    @Override
    public Boolean decide(OpenWallet wallet, Moment moment) {
        hold.takeBackSwept(wallet, moment);
        var held = wallet.holdUnder(hold.order().key().key());
        if (held == null || held.token != hold.token() || !held.isOpen()) return false;
        var release = new Release(held.id, Release.Cause.ABANDONED, List.of(), Attachment.none());
        new ReleaseOperation(release).decide(wallet, moment);
        return true;
    }
}
