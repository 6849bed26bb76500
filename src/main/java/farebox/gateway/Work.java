package farebox.gateway;

import farebox.customer.Caller;
import farebox.customer.Customer;
import farebox.money.Credits;
import farebox.rate.Price;
import farebox.rate.Quote;
import farebox.wallet.HoldOrder.Purpose;
import farebox.wallet.OperationKey;
import java.util.Map;
import java.util.Optional;

/**
 * An invocation that may begin: who pays, by which quote, and what is to be asked, within its task class's limits.
 *
 * @param units 1 where the price counts none
 */
record Work(
        Caller caller,
        Customer customer,
        OperationKey key,
        Quote quote,
        Prompt prompt,
        int units,
        Map<String, String> metadata,
        CallTrace trace) {
    int app() {
        return caller.app();
    }

    /** The most that it may cost: the whole prompt, as long an answer as it may have, by the dearest model. */
    Credits credits() {
        return quote.most(prompt.worst(), units);
    }

    /** What it costs, now that a model has answered. */
    Credits charge(Attempt answered) {
        return quote.charge(answered.usage(), answered.cost(), units, credits());
    }

    /** The units that its price counts, if it does. */
    Optional<Integer> countedUnits() {
        return quote.line().price().kind() == Price.Kind.UNIT ? Optional.of(units) : Optional.empty();
    }

    int task() {
        return quote.line().task().no();
    }

    Purpose purpose() {
        return new Purpose(app(), task(), quote.card());
    }
}
