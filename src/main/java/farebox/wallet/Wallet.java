package farebox.wallet;

import farebox.money.Credits;
import farebox.money.CustomerNo;
import java.util.Optional;

/** A customer's credits at one moment, each in exactly one place; together they are what was ever granted. */
public record Wallet(CustomerNo customer, Totals totals, long seq, Optional<String> frozenReason) {
    /** Where every credit is. */
    public record Totals(
            Credits granted,
            Credits available,
            Credits held,
            Credits spent,
            Credits expired,
            Credits revoked,
            Credits disputed) {
        public static final Totals NONE = new Totals(
                Credits.NONE, Credits.NONE, Credits.NONE, Credits.NONE, Credits.NONE, Credits.NONE, Credits.NONE);
    }

    public Credits available() {
        return totals.available();
    }

    public Credits held() {
        return totals.held();
    }
}
