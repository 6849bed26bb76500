package farebox.checkout;

/** What a look at a pay page at Stripe came to. */
public sealed interface FulfilOutcome {
    /** The credits are in the wallet, now or since earlier. */
    record Credited(Purchase purchase) implements FulfilOutcome {}

    /** Not paid yet: the customer is still at it, or the money is on its way. */
    record Unpaid(Purchase purchase) implements FulfilOutcome {}

    /** Failed or abandoned; nothing was charged. */
    record Ended(Purchase purchase) implements FulfilOutcome {}

    /** What was paid is not what was sold: nothing is credited, people must look. */
    record Flagged(Purchase purchase, String why) implements FulfilOutcome {}

    /** No purchase of ours is behind it. */
    record NotOurs() implements FulfilOutcome {}

    /** Stripe cannot be asked now. */
    record StripeUnavailable(String why) implements FulfilOutcome {}
}
