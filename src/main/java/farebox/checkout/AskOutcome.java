package farebox.checkout;

/** What became of a {@link RefundOrder} before Stripe is asked. */
public sealed interface AskOutcome {
    record Asked(PurchaseRefund refund) implements AskOutcome {}

    /** The same order was kept before. */
    record AlreadyAsked(PurchaseRefund refund) implements AskOutcome {}

    record MoreThanLeft(long leftCents) implements AskOutcome {}
}
