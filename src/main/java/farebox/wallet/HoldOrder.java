package farebox.wallet;

import farebox.money.Credits;
import farebox.money.CustomerNo;

/** Asks for credits to be set aside, before the work that they pay for; refuses a hold of nothing. */
public record HoldOrder(
        CustomerNo customer, OperationKey key, Credits credits, Purpose purpose, Attachment<HoldOutcome> attachment) {
    public HoldOrder {
        if (credits.isNone()) throw new IllegalArgumentException("a hold needs at least one credit");
    }

    /** What the credits are held for: the app that asks, the task class and the rate card that it was quoted from. */
    public record Purpose(int app, int task, int card) {}
}
