package farebox.admin;

import farebox.checkout.Checkout;
import farebox.checkout.FulfilOutcome.Credited;
import farebox.checkout.FulfilOutcome.Ended;
import farebox.checkout.FulfilOutcome.Flagged;
import farebox.checkout.FulfilOutcome.NotOurs;
import farebox.checkout.FulfilOutcome.StripeUnavailable;
import farebox.checkout.FulfilOutcome.Unpaid;
import farebox.checkout.Purchases;
import farebox.web.Flash;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** Settles a flagged purchase: the customer gets its credits for what was really paid. */
@Path("/admin/purchases/{id}/credit")
@RunOnVirtualThread
class PurchaseCredits {
    private final Purchases purchases;
    private final Checkout checkout;
    private final Audit audit;
    private final Flash flash;

    PurchaseCredits(Purchases purchases, Checkout checkout, Audit audit, Flash flash) {
        this.purchases = purchases;
        this.checkout = checkout;
        this.audit = audit;
        this.flash = flash;
    }

    /** The wallet's lane writes the audit line with the credits. */
    @POST
    public Response credit(@RestPath UUID id) {
        var purchase = purchases.find(id).orElseThrow(NotFoundException::new);
        var page = "/admin/purchases/" + id;
        var line = audit.row(
                "purchase credited as paid", id.toString(), purchase.flag().orElse(""));
        return switch (checkout.creditAsPaid(purchase, line)) {
            case Credited credited -> flash.done(page, "The credits are in the customer's wallet.");
            case Flagged flagged -> flash.refused(page, "It cannot be credited: " + flagged.why());
            case StripeUnavailable unavailable ->
                flash.refused(page, "Stripe cannot be asked just now. Nothing was credited: try again in a minute.");
            case Unpaid unpaid -> notPaid(page);
            case Ended ended -> notPaid(page);
            case NotOurs() -> notPaid(page);
        };
    }

    private Response notPaid(String page) {
        return flash.refused(page, "Stripe knows of no payment for it, so nothing was credited.");
    }
}
