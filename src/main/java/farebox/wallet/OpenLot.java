package farebox.wallet;

import farebox.money.Credits;
import farebox.money.Usd;
import farebox.wallet.SettleOutcome.LotShare;
import java.time.Instant;
import java.util.Comparator;

/** A lot under its wallet's lock. Every credit of it is in one place, and takes its share of what was paid along. */
final class OpenLot {
    final long lot;
    final long credits;
    final Usd paid;
    final int priority;
    final Instant expiresAt; // null: never
    long remaining;
    long spent;
    long expired;
    long revoked;
    long disputed;
    Usd valueOut;
    boolean changed;

    OpenLot(long lot, long credits, Usd paid, int priority, Instant expiresAt) {
        this.lot = lot;
        this.credits = credits;
        this.paid = paid;
        this.priority = priority;
        this.expiresAt = expiresAt;
        this.remaining = credits;
        this.valueOut = Usd.ZERO;
    }

    /** Lapsed lots burn first (only what holds need is left of them), then by priority, soonest expiry, age. */
    static Comparator<OpenLot> burnOrder(Instant now) {
        return Comparator.comparing((OpenLot lot) -> !lot.lapsed(now))
                .thenComparing(lot -> lot.priority)
                .thenComparing(lot -> lot.expiresAt == null ? Instant.MAX : lot.expiresAt)
                .thenComparing(lot -> lot.lot);
    }

    boolean lapsed(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    boolean open() {
        return remaining > 0 || disputed > 0;
    }

    LotShare spend(long most) {
        var taken = Math.min(most, remaining);
        spent += taken;
        return leave(taken);
    }

    LotShare expire(long most) {
        var taken = Math.min(most, remaining);
        expired += taken;
        return leave(taken);
    }

    /** Reckoned on all that has left so far, so that the shares of a used-up lot add up to just what was paid. */
    private LotShare leave(long taken) {
        remaining -= taken;
        var out = paid.portion(spent + expired + revoked, credits);
        var value = out.minus(valueOut);
        valueOut = out;
        changed = true;
        return new LotShare(lot, Credits.of(taken), value);
    }
}
