package farebox.admin;

import farebox.admin.Typed.Mistyped;
import farebox.checkout.AskOutcome;
import farebox.checkout.AskOutcome.AlreadyAsked;
import farebox.checkout.AskOutcome.Asked;
import farebox.checkout.AskOutcome.MoreThanLeft;
import farebox.checkout.Checkout;
import farebox.checkout.GiveBackOutcome.GivenBack;
import farebox.checkout.GiveBackOutcome.StripeRefused;
import farebox.checkout.GiveBackOutcome.StripeUnavailable;
import farebox.checkout.Purchase;
import farebox.checkout.PurchaseRefund;
import farebox.checkout.RefundOrder;
import farebox.checkout.Refunds;
import farebox.wallet.RefundForecast;
import farebox.web.Flash;
import farebox.web.Formats;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Gives back a purchase's money, wholly or in part, once its operator has seen what goes with it. */
@Path("/admin/purchases/{id}/refunds")
@RunOnVirtualThread
class PurchaseRefunds {
    @CheckedTemplate(basePath = "admin/purchases", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Refund(Purchase purchase, RefundOrder order, RefundForm form, RefundForecast forecast)
            implements TemplateInstance {}

    private final PurchasePages pages;
    private final Refunds refunds;
    private final Checkout checkout;
    private final Audit audit;
    private final Flash flash;

    PurchaseRefunds(PurchasePages pages, Refunds refunds, Checkout checkout, Audit audit, Flash flash) {
        this.pages = pages;
        this.refunds = refunds;
        this.checkout = checkout;
        this.audit = audit;
        this.flash = flash;
    }

    @GET
    @Path("new")
    public Response confirm(
            @RestPath UUID id, @RestQuery String amount, @RestQuery String spent, @RestQuery String reason) {
        var purchase = pages.purchase(id);
        var form = new RefundForm(amount, spent, reason);
        try {
            var order = form.newOrder(purchase);
            return Response.ok(new Refund(purchase, order, form, checkout.forecast(purchase, order.cents())))
                    .build();
        } catch (Mistyped wrong) {
            return again(purchase, form, wrong);
        }
    }

    /** Asking twice with one id gives back once. */
    @POST
    public Response give(
            @RestPath UUID id,
            @RestForm UUID refund,
            @RestForm String amount,
            @RestForm String spent,
            @RestForm String reason) {
        var purchase = pages.purchase(id);
        var form = new RefundForm(amount, spent, reason);
        try {
            return switch (asked(form.order(refund, purchase))) {
                case Asked(var asked) -> given(asked);
                case AlreadyAsked(var asked) -> given(asked);
                case MoreThanLeft(var left) ->
                    flash.refused(
                            page(id), "Only " + Formats.dollars(left) + " is left to refund. Nothing was refunded.");
            };
        } catch (Mistyped wrong) {
            return again(purchase, form, wrong);
        }
    }

    /** The audit line is there as soon as the order is, which may be before a crash. */
    private AskOutcome asked(RefundOrder order) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var outcome = refunds.ask(order);
            if (outcome instanceof Asked)
                audit.note("purchase refunded", order.purchase().toString(), detail(order));
            return outcome;
        });
    }

    private static String detail(RefundOrder order) {
        return Formats.dollars(order.cents()) + ", " + order.spent().word() + ": " + order.reason();
    }

    private Response given(PurchaseRefund refund) {
        var amount = Formats.dollars(refund.cents());
        var page = page(refund.purchase());
        return switch (checkout.giveBack(refund)) {
            case GivenBack given -> flash.done(page, amount + " goes back to the customer.");
            case StripeRefused(var why) -> flash.refused(page, "Stripe refused, and nothing was refunded: " + why);
            case StripeUnavailable() ->
                flash.done(
                        page, "Stripe cannot be reached just now. The refund is kept, and asked for again by itself.");
        };
    }

    private Response again(Purchase purchase, RefundForm form, Mistyped wrong) {
        return Typed.again(pages.page(purchase, form, wrong.getMessage()));
    }

    private static String page(UUID id) {
        return "/admin/purchases/" + id;
    }
}
