package farebox.checkout;

/** What a look at a refund or a dispute at Stripe came to. */
sealed interface MoneyBackOutcome {
    /** The books and the purchase's page say what Stripe says. */
    record Done() implements MoneyBackOutcome {}

    /** No purchase of ours is behind it. */
    record NotOurs() implements MoneyBackOutcome {}

    /** Its purchase is not credited yet, and may still be. */
    record TooEarly() implements MoneyBackOutcome {}
}
