package farebox.wallet;

import farebox.money.CustomerNo;
import farebox.money.Usd;
import java.util.List;

/**
 * The buyer of a lot disputes its payment, as it stands at Stripe: unspent credits are put aside until the bank has decided.
 *
 * @param id Stripe's id of the dispute
 * @param net of what was paid for the lot, without tax
 * @param tax of the tax that was paid with it
 * @param taxRelief whether the state gives its tax back when the dispute is lost
 * @param funds all that its money has moved so far, oldest first; each is booked once
 */
public record Dispute(
        CustomerNo customer,
        Credit.Source source,
        String id,
        Usd net,
        Usd tax,
        boolean taxRelief,
        Stand stand,
        List<Funds> funds) {
    /** Whom the bank has decided for, if it has; it may think again, which always moves money. */
    public enum Stand {
        OPEN,
        WON,
        LOST
    }

    /**
     * What one of Stripe's balance transactions took out of our balance; below zero, what it gave back.
     *
     * @param id Stripe's, of the balance transaction
     */
    public record Funds(String id, Usd amount, Usd fee) {
        String key() {
            return "funds:" + id;
        }
    }

    public Dispute {
        if (net.isNegative() || tax.isNegative() || net.plus(tax).isZero())
            throw new IllegalArgumentException("a dispute is about something: " + net + " and " + tax);
        funds = List.copyOf(funds);
    }

    String claim() {
        return "dispute:" + id;
    }
}
