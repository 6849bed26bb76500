package farebox.portal;

import farebox.checkout.BuyOutcome.NotOnSale;
import farebox.checkout.BuyOutcome.PayPageOpened;
import farebox.checkout.BuyOutcome.StripeRefused;
import farebox.checkout.BuyOutcome.StripeUnavailable;
import farebox.checkout.Checkout;
import farebox.checkout.Purchase;
import farebox.checkout.Purchase.State;
import farebox.checkout.Purchases;
import farebox.web.Flash;
import farebox.web.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Buying a pack, coming back from the pay page, and the receipts of both. */
@Path("/portal/purchases")
@RunOnVirtualThread
class PurchasePages {
    private static final int ROWS = 100;

    /** A page that watches a purchase looks every two seconds, and gives up after five minutes. */
    private static final int LOOKS_MAX = 150;

    @CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record PurchaseList(List<Purchase> purchases) implements TemplateInstance {}

    /** @param again how often the page will have looked after its next look; 0 when it does not look again by itself */
    @CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record PurchaseReceipt(Purchase purchase, int again) implements TemplateInstance {}

    private final Visitor visitor;
    private final Checkout checkout;
    private final Purchases purchases;
    private final Flash flash;

    PurchasePages(Visitor visitor, Checkout checkout, Purchases purchases, Flash flash) {
        this.visitor = visitor;
        this.checkout = checkout;
        this.purchases = purchases;
        this.flash = flash;
    }

    @GET
    public TemplateInstance list() {
        return new PurchaseList(
                purchases.page(Purchases.Filter.of(visitor.customer().no()), Optional.empty(), ROWS));
    }

    @POST
    public Response buy(@RestForm int pack) {
        return switch (checkout.buy(visitor.customer(), pack)) {
            case PayPageOpened opened -> Response.seeOther(opened.url()).build();
            case NotOnSale() -> flash.refused("/portal", "That pack is not on sale any more. Choose another.");
            case StripeUnavailable() ->
                flash.refused(
                        "/portal", "Stripe cannot be reached just now. Nothing was charged: try again in a minute.");
            case StripeRefused refused ->
                flash.refused(
                        "/portal",
                        "The pay page could not be opened. Nothing was charged: please ask the app for help.");
        };
    }

    /** Where the pay page leads back to, with its session; later, the receipt. */
    @GET
    @Path("{id}")
    public TemplateInstance receipt(
            @RestPath UUID id, @RestQuery Optional<String> session, @RestQuery @DefaultValue("0") int again) {
        var customer = visitor.customer();
        var purchase = purchases
                .find(id)
                .filter(found -> found.customer().equals(customer.no()))
                .orElseThrow(
                        () -> Problem.notFound("There is no such purchase.").exception());
        var seen = purchase.isFinal() || again > 0 ? purchase : lookedAt(purchase);
        var isAwaited = seen.state() == State.OPEN ? session.isPresent() || again > 0 : isOnItsWay(seen);
        return new PurchaseReceipt(seen, isAwaited && again < LOOKS_MAX ? again + 1 : 0);
    }

    private static boolean isOnItsWay(Purchase purchase) {
        return purchase.state() == State.PENDING && purchase.flag().isEmpty();
    }

    // Stripe is asked once, on the way back from its page; later looks only see what the webhook or the sweep found.
    private Purchase lookedAt(Purchase purchase) {
        if (purchase.session().isEmpty()) return purchase;
        checkout.fulfil(purchase.session());
        return purchases.find(purchase.id()).orElse(purchase);
    }
}
