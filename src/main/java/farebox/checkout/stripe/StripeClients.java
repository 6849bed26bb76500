package farebox.checkout.stripe;

import com.stripe.StripeClient;
import farebox.deployment.Deployment;
import farebox.deployment.Stripe;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Makes the SDK's client for the Stripe that this deployment uses. */
@Singleton
class StripeClients {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
    private static final Duration READ_MAX = Duration.ofSeconds(10);

    /** Bounded, and safe: every request that changes something carries its own idempotency key. */
    private static final int RETRIES_MAX = 2;

    private final Deployment deployment;

    StripeClients(Deployment deployment) {
        this.deployment = deployment;
    }

    /** A client is cheap to make, and the sandbox's address is known only once the server listens. */
    StripeClient client() {
        return client(deployment.stripe());
    }

    static StripeClient client(Stripe stripe) {
        var builder = StripeClient.builder()
                .setApiKey(stripe.secretKey())
                .setConnectTimeout((int) CONNECT_MAX.toMillis())
                .setReadTimeout((int) READ_MAX.toMillis())
                .setMaxNetworkRetries(RETRIES_MAX);
        stripe.apiBase().ifPresent(base -> builder.setApiBase(base.toString()));
        return builder.build();
    }
}
