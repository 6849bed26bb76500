package farebox.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farebox.sandbox.bedrock.Behaviours;
import farebox.sandbox.stripe.Disputes;
import farebox.sandbox.stripe.Payouts;
import farebox.sandbox.stripe.Refunds;
import farebox.sandbox.stripe.WebhookSettings;
import farebox.sandbox.stripe.Webhooks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Tells the sandbox how to behave: {@code GET} shows the settings, {@code POST} changes those that are named. Under
 * {@code stripe} a POST names what shall happen now.
 */
@Path("/sandbox/control")
@RunOnVirtualThread
class SandboxControl {
    record Mistake(String error) {}

    record Settings(WebhookSettings webhooks, Behaviours.Settings bedrock) {}

    /**
     * What shall happen at Stripe.
     *
     * @param refundFails the refund that the buyer's bank sends back
     * @param payoutFails the payout that the merchant's bank sends back
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record StripeHappening(String refundFails, CloseDispute closeDispute, PayOut payOut, String payoutFails) {}

    /** @param status won, lost or warning_closed */
    record CloseDispute(String id, String status) {}

    /** @param amount in the currency's smallest unit */
    record PayOut(long amount, String currency) {}

    private final ObjectMapper json;
    private final Webhooks webhooks;
    private final Behaviours behaviours;
    private final Refunds refunds;
    private final Disputes disputes;
    private final Payouts payouts;

    SandboxControl(
            ObjectMapper json,
            Webhooks webhooks,
            Behaviours behaviours,
            Refunds refunds,
            Disputes disputes,
            Payouts payouts) {
        this.refunds = refunds;
        this.disputes = disputes;
        this.payouts = payouts;
        this.json = json;
        this.webhooks = webhooks;
        this.behaviours = behaviours;
    }

    @GET
    public Settings show() {
        return new Settings(webhooks.settings(), behaviours.settings());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response change(ObjectNode named) {
        try {
            var happening = named.remove("stripe");
            var settings = merged(named);
            webhooks.change(settings.webhooks());
            behaviours.change(settings.bedrock());
            if (happening != null) happen(json.convertValue(happening, StripeHappening.class));
            return Response.ok(settings).build();
        } catch (IllegalArgumentException e) {
            return Response.status(400).entity(new Mistake(e.getMessage())).build();
        }
    }

    private void happen(StripeHappening happening) {
        if (happening.refundFails() != null) refunds.fail(happening.refundFails());
        var closed = happening.closeDispute();
        if (closed != null) disputes.close(closed.id(), String.valueOf(closed.status()));
        var paid = happening.payOut();
        if (paid != null) payouts.pay(paid.amount(), String.valueOf(paid.currency()));
        if (happening.payoutFails() != null) payouts.fail(happening.payoutFails());
    }

    private Settings merged(ObjectNode named) {
        var merged = json.<ObjectNode>valueToTree(show());
        for (var half : named.properties()) {
            if (merged.get(half.getKey()) instanceof ObjectNode known
                    && half.getValue() instanceof ObjectNode changes) {
                known.setAll(changes);
            } else {
                merged.set(half.getKey(), half.getValue());
            }
        }
        return json.convertValue(merged, Settings.class);
    }
}
