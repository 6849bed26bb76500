package farebox.gateway;

import farebox.customer.Customer;
import farebox.money.Credits;
import farebox.rate.Quote;
import farebox.wallet.HoldOrder.Purpose;
import farebox.wallet.OperationKey;
import java.util.Map;

/** An invocation that may begin: who pays, by which quote, and what is to be asked, within its task class's limits. */
record Work(int app, Customer customer, OperationKey key, Quote quote, Prompt prompt, Map<String, String> metadata) {
    Credits credits() {
        return quote.line().credits();
    }

    int task() {
        return quote.line().task().no();
    }

    Purpose purpose() {
        return new Purpose(app, task(), quote.card());
    }
}
