package farebox.wallet;

import farebox.money.CustomerNo;
import farebox.money.Usd;
import java.util.Locale;

/**
 * Money that went back to the buyer of a lot: unspent credits go with it, and what became of the spent ones is asked here.
 *
 * @param id Stripe's id of the refund; one id is booked once
 * @param net of what was paid for the lot, without tax
 * @param tax of the tax that was paid with it
 * @param attachment rows to be written with it
 */
public record Refund(
        CustomerNo customer,
        Credit.Source source,
        String id,
        Usd net,
        Usd tax,
        Spent spent,
        Attachment<RefundOutcome> attachment) {
    /** What becomes of money that was given back for credits that are spent. */
    public enum Spent {
        /** It is a gift. */
        GOODWILL,
        /** The customer owes it. */
        CLAWBACK;

        /** As pages and the schema write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Refund {
        if (net.isNegative() || tax.isNegative() || net.plus(tax).isZero())
            throw new IllegalArgumentException("a refund gives something back: " + net + " and " + tax);
    }

    static String claim(String id) {
        return "refund:" + id;
    }
}
