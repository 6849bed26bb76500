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
    /** Of what was paid, what refunds and disputes take back. */
    Usd reclaimed = Usd.ZERO;
    /** Credits that they take once no open hold needs them. */
    long waiting;

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

    /**
     * Lapsed lots burn first (only what holds need is left of them), then by priority, soonest to lapse, age; last of all
     * those that are wanted back.
     */
    static Comparator<OpenLot> burnOrder(Instant now) {
        return Comparator.comparing((OpenLot lot) -> lot.waiting > 0)
                .thenComparing(lot -> !lot.lapsed(now))
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

    private LotShare leave(long taken) {
        remaining -= taken;
        return new LotShare(lot, Credits.of(taken), valueGone());
    }

    /** Reckoned on all that has left so far, so that the shares of a used-up lot add up to just what was paid. */
    private Usd valueGone() {
        var out = paid.portion(spent + expired + revoked, credits);
        var value = out.minus(valueOut);
        valueOut = out;
        changed = true;
        return value;
    }

    private Usd valueBack() {
        return Usd.ZERO.minus(valueGone());
    }

    /** Credits that no claim waits for. */
    long unclaimed() {
        return remaining - waiting;
    }

    /** The credits that go with money, and as many of them as are unspent and wanted by no other claim. */
    record Reclaimed(long wanted, long unspent) {}

    /**
     * Which credits go with money that is taken back: reckoned on all that was taken back so far, so that a lot whose
     * whole price goes back in parts goes as a whole.
     */
    Reclaimed reclaim(Usd net) {
        var before = reclaimedCredits();
        reclaimed = reclaimed.plus(net);
        var wanted = reclaimedCredits() - before;
        return new Reclaimed(wanted, Math.min(wanted, unclaimed()));
    }

    /** The credits that go with all that is taken back. */
    long reclaimedCredits() {
        return creditsFor(reclaimed);
    }

    /** The credits that so much was paid for, at most all. */
    private long creditsFor(Usd amount) {
        return Credits.of(credits).portion(Usd.least(amount, paid), paid).amount();
    }

    /** The same with the one that was paid for in part. */
    long creditsUpTo(Usd amount) {
        if (amount.compareTo(Usd.ZERO) <= 0) return 0;
        var whole = creditsFor(amount);
        return paid.portion(whole, credits).compareTo(amount) < 0 ? Math.min(whole + 1, credits) : whole;
    }

    /** Credits go with their money; their value is what was paid for them. */
    Usd revoke(long taken) {
        revoked += taken;
        return leave(taken).value();
    }

    /** Revoked credits come back. */
    Usd restore(long given) {
        revoked -= given;
        remaining += given;
        return valueBack();
    }

    /** Spent credits come back. */
    Usd unspend(long given) {
        spent -= given;
        remaining += given;
        return valueBack();
    }

    /** Puts credits aside; they keep their value. */
    void dispute(long taken) {
        remaining -= taken;
        disputed += taken;
        changed = true;
    }

    void undispute(long given) {
        disputed -= given;
        remaining += given;
        changed = true;
    }
}
