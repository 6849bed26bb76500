package farebox.wallet;

import java.time.Instant;

/** A lot as its row would bring it back. */
final class CopiedLot {
    private CopiedLot() {}

    static OpenLot of(OpenLot lot, Instant expiresAt) {
        var copy = new OpenLot(lot.lot, lot.credits, lot.paid, lot.priority, expiresAt);
        copy.remaining = lot.remaining;
        copy.spent = lot.spent;
        copy.expired = lot.expired;
        copy.revoked = lot.revoked;
        copy.disputed = lot.disputed;
        copy.reclaimed = lot.reclaimed;
        copy.waiting = lot.waiting;
        copy.valueOut = lot.valueOut;
        return copy;
    }
}
