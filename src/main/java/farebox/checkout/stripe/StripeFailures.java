package farebox.checkout.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import java.util.Objects;

/** What a failure of the SDK means. */
final class StripeFailures {
    private static final int NOT_FOUND = 404;

    /** Another request with the same key is under way. */
    private static final int CONFLICT = 409;

    private StripeFailures() {}

    static boolean isNotFound(StripeException failure) {
        return Objects.equals(failure.getStatusCode(), NOT_FOUND);
    }

    static boolean mayPass(StripeException failure) {
        return failure instanceof ApiConnectionException
                || failure instanceof ApiException
                || failure instanceof RateLimitException
                || Objects.equals(failure.getStatusCode(), CONFLICT);
    }
}
