package farebox.checkout;

/** What became of a refund that was asked for. */
public sealed interface GiveBackOutcome {
    /** Stripe has it, and so have the books. */
    record GivenBack(PurchaseRefund refund) implements GiveBackOutcome {}

    record StripeRefused(String why) implements GiveBackOutcome {}

    /** Stripe cannot be asked now; it is asked again until it answers. */
    record StripeUnavailable() implements GiveBackOutcome {}
}
