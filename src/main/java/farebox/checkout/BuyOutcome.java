package farebox.checkout;

import java.net.URI;

/** What became of a wish to buy. */
public sealed interface BuyOutcome {
    /** Stripe's pay page is ready at the address. */
    record PayPageOpened(Purchase purchase, URI url) implements BuyOutcome {}

    /** There is no such pack on sale. */
    record NotOnSale() implements BuyOutcome {}

    /** Stripe cannot be reached now; nothing is charged, and it may be tried again. */
    record StripeUnavailable() implements BuyOutcome {}

    /** Stripe does not accept the request; an operator must look. Nothing is charged. */
    record StripeRefused(String why) implements BuyOutcome {}
}
