package farebox.checkout;

import farebox.customer.Customer;
import farebox.money.Usd;
import java.net.URI;
import java.util.Optional;

/** The pay pages that Stripe hosts, as checkout needs them; {@code checkout.stripe} asks the real ones. */
public interface PayPages {
    /** Opens a pay page for the purchase; the same purchase again gives the same page. */
    OpenOutcome open(Purchase purchase, Customer customer, Returns returns);

    /** How a pay page stands now. */
    FindOutcome find(String session);

    /** What became of a pay page that was to be opened. */
    sealed interface OpenOutcome {
        record Opened(String session, URI url) implements OpenOutcome {}

        record Refused(String why) implements OpenOutcome {}

        record Unavailable(String why) implements OpenOutcome {}
    }

    /** What was found under a session's name. */
    sealed interface FindOutcome {
        record Found(PayPage page) implements FindOutcome {}

        record NotFound() implements FindOutcome {}

        record Unavailable(String why) implements FindOutcome {}
    }

    /**
     * A pay page as it stands at Stripe.
     *
     * @param reference the purchase that it was opened for, if it says so
     * @param paymentIntent Stripe's name for the payment, once there is one
     */
    record PayPage(
            String session,
            String reference,
            Stage stage,
            Amounts amounts,
            boolean livemode,
            Optional<String> paymentIntent,
            Optional<Usd> fee) {}

    /** How far the customer and the money are. */
    enum Stage {
        OPEN,
        EXPIRED,
        /** The customer is done and the money is on its way. */
        PROCESSING,
        /** The customer is done and the money will not come. */
        FAILED,
        PAID
    }

    /** What the page asks for, in the smallest unit of its currency. */
    record Amounts(String currency, long subtotal, long tax, long total) {}
}
