package farebox.checkout;

import static farebox.web.Input.required;

import farebox.checkout.BuyOutcome.NotOnSale;
import farebox.checkout.BuyOutcome.PayPageOpened;
import farebox.checkout.BuyOutcome.StripeRefused;
import farebox.checkout.BuyOutcome.StripeUnavailable;
import farebox.customer.CalledCustomers;
import farebox.customer.Callers;
import farebox.customer.Customer;
import farebox.customer.Customers;
import farebox.deployment.Deployment;
import farebox.web.Input;
import farebox.web.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;

/** Buying for a customer, by an app: a pay page is opened, and the app sends the customer there. */
@Path("/v1/checkout-sessions")
@RunOnVirtualThread
class CheckoutSessionResource {
    private final Callers callers;
    private final CalledCustomers called;
    private final Customers customers;
    private final Checkout checkout;
    private final Purchases purchases;
    private final Deployment deployment;

    CheckoutSessionResource(
            Callers callers,
            CalledCustomers called,
            Customers customers,
            Checkout checkout,
            Purchases purchases,
            Deployment deployment) {
        this.callers = callers;
        this.called = called;
        this.customers = customers;
        this.checkout = checkout;
        this.purchases = purchases;
        this.deployment = deployment;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response open(SessionRequest request) {
        required("body", request);
        int pack = required("pack", request.pack);
        var returns = returns(request);
        var metadata = Input.metadata(request.metadata);
        var customer = called.ensured(request.customer);
        return switch (checkout.buy(customer, pack, returns, metadata)) {
            case PayPageOpened(var purchase, var url) ->
                Response.status(201)
                        .entity(view(purchase, customer, url.toString()))
                        .build();
            case NotOnSale() ->
                throw Problem.invalid("pack", "No such pack is on sale.").exception();
            case StripeUnavailable() -> unavailable();
            case StripeRefused(var why) ->
                Problem.of(
                                502,
                                "stripe_error",
                                "Stripe refused",
                                "The pay page could not be opened; nothing is charged.")
                        .response();
        };
    }

    @GET
    @Path("{id}")
    public PurchaseView get(@RestPath String id) {
        var purchase = purchases.find(id).orElseThrow(CheckoutSessionResource::unknown);
        var customer = customers
                .byNo(purchase.customer())
                .filter(owner -> owner.app() == callers.current().app())
                .orElseThrow(CheckoutSessionResource::unknown);
        var url = purchase.isFinal() ? null : purchases.url(purchase.id()).orElse(null);
        return view(purchase, customer, url);
    }

    private Returns returns(SessionRequest request) {
        var portal = Returns.toPortal(deployment);
        return new Returns(
                url("success_url", request.successUrl, portal.success()),
                url("cancel_url", request.cancelUrl, portal.cancel()));
    }

    /** Stripe's own placeholder may stand in the address, though braces have no place in one. */
    private static String url(String param, String address, String otherwise) {
        if (address == null) return otherwise;
        Input.url(param, address.replace(Returns.SESSION, "cs"));
        return address;
    }

    private PurchaseView view(Purchase purchase, Customer customer, String url) {
        return PurchaseView.of(purchase, customer.id(), url, callers.current().livemode());
    }

    private static Response unavailable() {
        return Problem.of(
                        503,
                        "stripe_unavailable",
                        "Stripe is not available",
                        "Nothing is charged. Try again in a moment.")
                .retryAfter(5)
                .response();
    }

    private static RuntimeException unknown() {
        return Problem.notFound("This app has no such checkout session.").exception();
    }

    record SessionRequest(
            String customer, Integer pack, String successUrl, String cancelUrl, Map<String, String> metadata) {}
}
