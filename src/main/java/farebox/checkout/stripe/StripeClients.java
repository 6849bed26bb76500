package farebox.checkout.stripe;

import com.stripe.StripeClient;
import farebox.deployment.Stripe;
import java.time.Duration;

/** Makes the SDK's client: it waits for a bounded time, and tries again a bounded number of times. */
final class StripeClients {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
    private static final Duration READ_MAX = Duration.ofSeconds(10);

    /** Safe, since every request that changes something carries its own idempotency key. */
    private static final int RETRIES_MAX = 2;

    private StripeClients() {}

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
