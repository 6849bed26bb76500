package farebox.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;

/** Gives payments back, wholly or in parts, and never more than was paid. */
@ApplicationScoped
public class Refunds {
    private static final String KIND = "refund";
    private static final Set<String> KNOWN =
            Set.of("amount", "charge", "expand[]", "metadata", "payment_intent", "reason");
    private static final Set<String> REASONS = Set.of("duplicate", "fraudulent", "requested_by_customer");

    private final Documents documents;
    private final Shapes shapes;
    private final Transactions transactions;
    private final Events events;

    Refunds(Documents documents, Shapes shapes, Transactions transactions, Events events) {
        this.documents = documents;
        this.shapes = shapes;
        this.transactions = transactions;
        this.events = events;
    }

    @Transactional
    ObjectNode create(Params params) {
        params.only(KNOWN);
        var reason = params.text("reason");
        if (reason.isPresent() && !REASONS.contains(reason.get())) {
            var message = "Invalid reason: must be one of duplicate, fraudulent, or requested_by_customer";
            throw StripeError.invalid(null, "reason", message);
        }
        var charge = charge(params);
        var refund = shapes.blank(KIND, "re_").put("reason", reason.orElse(null));
        refund.put("amount", refundable(charge, params));
        for (var field : new String[] {"currency", "payment_intent"}) refund.set(field, charge.path(field));
        refund.set("charge", charge.path("id"));
        params.metadata("metadata").forEach(refund.withObject("/metadata")::put);
        var transaction = transactions.add(refund, KIND, -refund.path("amount").asLong());
        refund.set("balance_transaction", transaction.path("id"));
        documents.add(refund);
        give(charge, refund.path("amount").asLong());
        events.publish(List.of(new Happening("refund.created", refund), new Happening("charge.refunded", charge)));
        return refund;
    }

    /** Lets a refund that looked good fail after all: the money is back in the merchant's balance. */
    @Transactional
    public void fail(String id) {
        var refund = documents
                .lock(id)
                .filter(found -> found.path("object").asText().equals(KIND))
                .filter(found -> found.path("status").asText().equals("succeeded"))
                .orElseThrow(() -> new IllegalArgumentException("no refund that could fail has the id " + id));
        var amount = refund.path("amount").asLong();
        var transaction = transactions.add(refund, "refund_failure", amount);
        refund.put("status", "failed").put("failure_reason", "expired_or_canceled_card");
        refund.set("failure_balance_transaction", transaction.path("id"));
        documents.change(refund);
        give(documents.lock(refund.path("charge").asText()).orElseThrow(), -amount);
        events.publish(List.of(
                new Happening("refund.updated", refund),
                new Happening("charge.refund.updated", refund),
                new Happening("refund.failed", refund)));
    }

    /** The charge, which nobody else can refund or dispute until the transaction ends. */
    private ObjectNode charge(Params params) {
        var charge = params.text("charge");
        var payment = params.text("payment_intent");
        if (charge.isPresent() == payment.isPresent()) {
            var message = "One of the following params should be provided for this request: payment_intent or charge.";
            throw StripeError.invalid("parameter_missing", null, message);
        }
        return charge.map(id -> locked("charge", id, "charge")).orElseGet(() -> chargeOf(payment.orElseThrow()));
    }

    private ObjectNode chargeOf(String payment) {
        var charge = locked("payment_intent", payment, "payment_intent").path("latest_charge");
        if (charge.isNull()) {
            var message = "This PaymentIntent (" + payment + ") does not have a successful charge to refund.";
            throw StripeError.invalid("payment_intent_unexpected_state", "payment_intent", message);
        }
        return locked("charge", charge.asText(), "charge");
    }

    private ObjectNode locked(String kind, String id, String param) {
        return documents
                .lock(id)
                .filter(found -> found.path("object").asText().equals(kind))
                .orElseThrow(() -> StripeError.noSuch(kind, id, param));
    }

    private static long refundable(ObjectNode charge, Params params) {
        var id = charge.path("id").asText();
        if (charge.path("disputed").asBoolean()) {
            var message = "Charge " + id + " has been charged back; cannot issue a refund.";
            throw StripeError.invalid("charge_disputed", null, message);
        }
        var left =
                charge.path("amount").asLong() - charge.path("amount_refunded").asLong();
        if (left == 0) {
            var message = "Charge " + id + " has already been refunded.";
            throw StripeError.invalid("charge_already_refunded", null, message);
        }
        var amount = params.whole("amount").orElse(left);
        if (amount < 1) throw StripeError.invalid("parameter_invalid_integer", "amount", "Invalid positive integer");
        if (amount > left) {
            var message = "Refund amount (%s) is greater than unrefunded amount on charge (%s)"
                    .formatted(Order.dollars(amount), Order.dollars(left));
            throw StripeError.invalid(null, "amount", message);
        }
        return amount;
    }

    private void give(ObjectNode charge, long cents) {
        var refunded = charge.path("amount_refunded").asLong() + cents;
        charge.put("amount_refunded", refunded)
                .put("refunded", refunded == charge.path("amount").asLong());
        documents.change(charge);
    }
}
