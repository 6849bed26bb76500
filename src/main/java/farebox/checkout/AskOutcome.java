package farebox.checkout;

/** What became of a {@link RefundOrder} before Stripe is asked. */
public sealed interface AskOutcome {
    /** It is kept, now or since earlier. */
    record Asked(PurchaseRefund refund) implements AskOutcome {}

    record MoreThanLeft(long leftCents) implements AskOutcome {}
}
