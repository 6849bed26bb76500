package farebox.wallet;

import farebox.money.Credits;
import java.util.Locale;

/**
 * The most credits that may be held and spent by one key or one customer, on one day (in UTC) or ever.
 *
 * @param owner the number of the key or of the customer
 */
public record Cap(Scope scope, long owner, Credits limit) {
    /** Whose credits a cap counts, and for how long; the codes are the schema's, and rows are locked in this order. */
    public enum Scope {
        KEY_DAILY,
        KEY_TOTAL,
        CUSTOMER_DAILY;

        /** As the wire names it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        int bit() {
            return 1 << ordinal();
        }

        boolean ofKey() {
            return this != CUSTOMER_DAILY;
        }
    }
}
