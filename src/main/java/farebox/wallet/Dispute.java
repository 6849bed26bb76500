package farebox.wallet;

import farebox.money.CustomerNo;
import farebox.money.Usd;

/**
 * The buyer of a lot disputes its payment: unspent credits are put aside until the bank has decided.
 *
 * @param id Stripe's id of the dispute; one id is booked once
 * @param net of what was paid for the lot, without tax
 * @param tax of the tax that was paid with it
 */
public record Dispute(CustomerNo customer, Credit.Source source, String id, Usd net, Usd tax) {
    public Dispute {
        if (net.isNegative() || tax.isNegative() || net.plus(tax).isZero())
            throw new IllegalArgumentException("a dispute is about something: " + net + " and " + tax);
    }

    static String claim(String id) {
        return "dispute:" + id;
    }
}
