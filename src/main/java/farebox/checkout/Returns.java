package farebox.checkout;

import farebox.deployment.Deployment;

/**
 * Where the pay page leads the customer afterwards.
 *
 * @param success may hold {@value #SESSION}, which Stripe fills in, and {@value #PURCHASE}, which we do
 */
public record Returns(String success, String cancel) {
    static final String SESSION = "{CHECKOUT_SESSION_ID}";
    static final String PURCHASE = "{PURCHASE_ID}";

    /** Back to the portal, whose landing page fulfils the purchase at once. */
    static Returns toPortal(Deployment deployment) {
        var portal = deployment.publicUrl() + "/portal";
        return new Returns(portal + "/purchases/" + PURCHASE + "?session=" + SESSION, portal);
    }

    Returns of(Purchase purchase) {
        return new Returns(success.replace(PURCHASE, purchase.id().toString()), cancel);
    }
}
