package farebox.checkout;

import java.time.Instant;
import java.util.function.Consumer;

/** What happened at Stripe by its own list of events, which goes back 30 days; {@code checkout.stripe} reads it. */
public interface StripeNews {
    /**
     * Tells, newest first, of pay pages, refunds, disputes, warnings of fraud and payouts since a moment.
     *
     * @throws Payments.StripeDown when Stripe cannot be asked, or not for all of it
     */
    void since(Instant moment, Consumer<StripeNotice> reader);
}
