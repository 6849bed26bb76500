package farebox.checkout.stripe;

import com.stripe.exception.StripeException;
import com.stripe.model.HasId;
import com.stripe.model.StripeCollection;
import farebox.checkout.Payments.StripeDown;
import java.util.function.Consumer;

/** What Stripe lists, page by page. */
final class StripeLists {
    private StripeLists() {}

    /**
     * Reads the page at hand and all that follow.
     *
     * @throws StripeDown when one of those cannot be had
     */
    static <T extends HasId> void read(StripeCollection<T> first, Consumer<T> reader) {
        try {
            first.autoPagingIterable().forEach(reader);
        } catch (RuntimeException failure) {
            // The SDK's iterator wraps what an Iterator may not throw; whatever else comes up here is the reader's.
            if (failure.getCause() instanceof StripeException ofPage) throw new StripeDown(ofPage.getMessage());
            throw failure;
        }
    }
}
