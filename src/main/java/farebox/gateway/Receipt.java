package farebox.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import farebox.gateway.InvocationOutcome.Served;

/**
 * What an answer took of the customer's credits, as surfaces that imitate others tell it in {@code farebox}.
 *
 * @param outputKept false on a replay whose answer is not kept, null otherwise
 */
public record Receipt(
        String invocation,
        long charged,
        long available,
        @JsonInclude(JsonInclude.Include.NON_NULL) Boolean outputKept) {
    public static Receipt of(Served served) {
        var invocation = served.invocation();
        var bill = invocation.bill();
        return new Receipt(
                invocation.id(),
                bill.charged().amount(),
                bill.available().amount(),
                served.content().isPresent() ? null : false);
    }
}
