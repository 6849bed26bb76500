package farebox.checkout;

import farebox.customer.CalledCustomers;
import farebox.customer.Callers;
import farebox.web.Input;
import farebox.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestQuery;

/** What a customer bought, newest first. */
@Path("/v1/purchases")
@RunOnVirtualThread
class PurchaseResource {
    private final Callers callers;
    private final CalledCustomers called;
    private final Purchases purchases;

    PurchaseResource(Callers callers, CalledCustomers called, Purchases purchases) {
        this.callers = callers;
        this.called = called;
        this.purchases = purchases;
    }

    @GET
    public Page<PurchaseView> of(@RestQuery String customer, @RestQuery String cursor, @RestQuery String limit) {
        var rows = Page.limit(limit);
        var before = Input.time("cursor", cursor);
        var owner = called.known(Input.required("customer", customer));
        return Page.of(purchases.page(Purchases.Filter.of(owner.no()), before, rows + 1), rows, Purchase::openedAt)
                .map(purchase -> PurchaseView.of(
                        purchase, owner.id(), null, callers.current().livemode()));
    }
}
