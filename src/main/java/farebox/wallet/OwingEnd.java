package farebox.wallet;

import farebox.money.CustomerNo;
import farebox.money.Usd;

/**
 * The end of what a customer owes for a claim, or of a part of it; below zero, the end of what was paid or written off and
 * is not owed in the end.
 *
 * @param claim as {@link Claim#claim()} names it
 * @param id one id is booked once
 */
public record OwingEnd(
        CustomerNo customer, String claim, String id, Usd amount, How how, Attachment<OwingOutcome> attachment) {
    /** How it ends; below zero, the way back. */
    public enum How {
        PAID_THROUGH_STRIPE,
        PAID_TO_BANK,
        WRITTEN_OFF
    }

    /** Without the sign. */
    public Usd dollars() {
        return amount.isNegative() ? Usd.ZERO.minus(amount) : amount;
    }

    public OwingEnd {
        if (amount.isZero()) throw new IllegalArgumentException("nothing is owed less by nothing");
    }
}
