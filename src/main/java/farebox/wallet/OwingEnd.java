package farebox.wallet;

import farebox.money.CustomerNo;
import farebox.money.Usd;

/**
 * The end of what a customer owes for a claim, or of a part of it.
 *
 * @param claim as {@link Claim#claim()} names it
 * @param id one id is booked once
 */
public record OwingEnd(
        CustomerNo customer, String claim, String id, Usd amount, How how, Attachment<Boolean> attachment) {
    /** How it ends. */
    public enum How {
        PAID_THROUGH_STRIPE,
        PAID_TO_BANK,
        WRITTEN_OFF
    }

    public OwingEnd {
        if (amount.compareTo(Usd.ZERO) <= 0) throw new IllegalArgumentException("nothing is owed less by " + amount);
    }
}
