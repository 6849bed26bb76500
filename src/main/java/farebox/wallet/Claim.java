package farebox.wallet;

import farebox.money.Credits;
import farebox.money.Usd;
import java.time.Instant;

/**
 * What a refund or a dispute takes back of a lot.
 *
 * @param claim 'refund:…' or 'dispute:…', with Stripe's id
 * @param net of what was paid for the lot, without tax
 * @param taken credits that went, or are put aside, with it
 * @param waiting credits that open holds may still need
 * @param owed what the customer owes for credits spent before; below zero where they paid more than that
 */
public record Claim(
        String claim,
        long lot,
        State state,
        Usd net,
        Usd tax,
        Credits taken,
        Credits waiting,
        Usd owed,
        Instant recordedAt) {
    /** Where a claim stands; the codes are the schema's. */
    public enum State {
        /** A refund; what no unspent credits cover is a gift. */
        GOODWILL,
        /** A refund; what no unspent credits cover is owed. */
        CLAWBACK,
        /** A refund whose money came back to us. */
        FAILED,
        /** A dispute that the bank has not decided. */
        DISPUTED,
        WON,
        LOST;

        /** For pages: "refunded, the rest owed". */
        public String words() {
            return switch (this) {
                case GOODWILL -> "refunded";
                case CLAWBACK -> "refunded, what was spent is owed";
                case FAILED -> "refund failed, given back";
                case DISPUTED -> "disputed";
                case WON -> "dispute won";
                case LOST -> "dispute lost";
            };
        }
    }

    /** The money of it, tax and all. */
    public Usd gross() {
        return net.plus(tax);
    }

    /** What is owed, or was paid or written off and is not owed in the end. */
    public Usd outstanding() {
        return owed.isNegative() ? Usd.ZERO.minus(owed) : owed;
    }

    public boolean owing() {
        return owed.compareTo(Usd.ZERO) > 0;
    }
}
