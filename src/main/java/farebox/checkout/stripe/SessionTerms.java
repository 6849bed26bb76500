package farebox.checkout.stripe;

import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.AdaptivePricing;
import com.stripe.param.checkout.SessionCreateParams.AutomaticTax;
import com.stripe.param.checkout.SessionCreateParams.BillingAddressCollection;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData.ProductData;
import com.stripe.param.checkout.SessionCreateParams.Mode;
import com.stripe.param.checkout.SessionCreateParams.PaymentIntentData;
import farebox.checkout.Purchase;
import farebox.checkout.Returns;
import farebox.customer.Customer;
import java.time.Duration;

/**
 * What Stripe is asked to sell: one pack, once, in dollars. The same purchase always gives the same request: whether tax is added
 * never changes while Farebox runs, and no purchase outlives that without its page.
 */
final class SessionTerms {
    private static final Duration OPEN_FOR = Duration.ofHours(2);

    private SessionTerms() {}

    static SessionCreateParams create(Purchase purchase, Customer customer, Returns returns, boolean taxed) {
        var id = purchase.id().toString();
        var terms = SessionCreateParams.builder()
                .setMode(Mode.PAYMENT)
                .setClientReferenceId(id)
                .putMetadata("purchase", id)
                // Refunds and disputes see the payment's metadata, never the session's.
                .setPaymentIntentData(
                        PaymentIntentData.builder().putMetadata("purchase", id).build())
                .addLineItem(line(purchase, taxed))
                // The buyer's own currency is Stripe's affair; what we compare stays in dollars.
                .setAdaptivePricing(AdaptivePricing.builder().setEnabled(false).build())
                .setExpiresAt(purchase.openedAt().plus(OPEN_FOR).getEpochSecond())
                .setSuccessUrl(returns.success())
                .setCancelUrl(returns.cancel());
        if (taxed)
            terms.setAutomaticTax(AutomaticTax.builder().setEnabled(true).build())
                    .setBillingAddressCollection(BillingAddressCollection.REQUIRED);
        if (!customer.email().isEmpty()) terms.setCustomerEmail(customer.email());
        return terms.build();
    }

    private static LineItem line(Purchase purchase, boolean taxed) {
        var product = ProductData.builder()
                .setName(purchase.packName())
                .setDescription(purchase.credits() + " credits")
                .build();
        var price = PriceData.builder()
                .setCurrency("usd")
                .setUnitAmount(purchase.priceCents())
                .setProductData(product);
        if (taxed) price.setTaxBehavior(PriceData.TaxBehavior.EXCLUSIVE);
        return LineItem.builder().setPriceData(price.build()).setQuantity(1L).build();
    }
}
