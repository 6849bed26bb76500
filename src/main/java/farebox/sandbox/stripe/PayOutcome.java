package farebox.sandbox.stripe;

/** How an attempt to pay a Checkout session ends. */
sealed interface PayOutcome {
    record Accepted(String successUrl) implements PayOutcome {}

    record Declined(String message) implements PayOutcome {}

    record NotOpen() implements PayOutcome {}
}
