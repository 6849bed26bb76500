package farebox.checkout.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.net.RequestOptions;
import farebox.checkout.PayPages;
import farebox.checkout.PayPages.FindOutcome.Found;
import farebox.checkout.PayPages.FindOutcome.NotFound;
import farebox.checkout.PayPages.OpenOutcome.Opened;
import farebox.checkout.PayPages.OpenOutcome.Refused;
import farebox.checkout.Purchase;
import farebox.checkout.Returns;
import farebox.customer.Customer;
import farebox.deployment.Deployment;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Pay pages by Stripe Checkout. */
@Singleton
class StripePayPages implements PayPages {
    /** What an id of Stripe's may look like; anything else would only end up in a path. */
    private static final Pattern SESSION = Pattern.compile("cs_[A-Za-z0-9_]{1,250}");

    private final Supplier<StripeClient> clients;
    private final boolean taxed;

    /** A client is cheap to make, and the sandbox's address is known only once the server listens. */
    @Inject
    StripePayPages(Deployment deployment) {
        this(() -> StripeClients.client(deployment.stripe()), deployment.automaticTax());
    }

    StripePayPages(Supplier<StripeClient> clients, boolean taxed) {
        this.clients = clients;
        this.taxed = taxed;
    }

    @Override
    public OpenOutcome open(Purchase purchase, Customer customer, Returns returns) {
        var options =
                RequestOptions.builder().setIdempotencyKey(purchase.stripeKey()).build();
        try {
            var session = clients.get()
                    .v1()
                    .checkout()
                    .sessions()
                    .create(SessionTerms.create(purchase, customer, returns, taxed), options);
            return new Opened(session.getId(), URI.create(session.getUrl()));
        } catch (StripeException failure) {
            return StripeFailures.mayPass(failure)
                    ? new OpenOutcome.Unavailable(failure.getMessage())
                    : new Refused(failure.getMessage());
        }
    }

    @Override
    public FindOutcome find(String session) {
        if (!SESSION.matcher(session).matches()) return new NotFound();
        try {
            return new Found(SessionReading.page(
                    clients.get().v1().checkout().sessions().retrieve(session, SessionReading.WITH_PAYMENT)));
        } catch (StripeException failure) {
            return StripeFailures.isNotFound(failure)
                    ? new NotFound()
                    : new FindOutcome.Unavailable(failure.getMessage());
        }
    }
}
