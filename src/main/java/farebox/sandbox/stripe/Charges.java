package farebox.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;

/** What a payment leaves behind: the payment intent's new state, the charge, and its balance transaction with the fee. */
@ApplicationScoped
class Charges {
    /** The objects of one successful payment. */
    record Money(ObjectNode intent, ObjectNode charge) {}

    private final Documents documents;
    private final Shapes shapes;
    private final Transactions transactions;

    Charges(Documents documents, Shapes shapes, Transactions transactions) {
        this.documents = documents;
        this.shapes = shapes;
        this.transactions = transactions;
    }

    /** A bank debit is on its way. */
    void begin(ObjectNode session) {
        documents.change(intent(session).put("status", "processing"));
    }

    /** The money did not come. */
    ObjectNode fail(ObjectNode session) {
        var intent = intent(session).put("status", "requires_payment_method");
        intent.putObject("last_payment_error")
                .put("code", "payment_intent_payment_attempt_failed")
                .put("message", "The customer's bank account could not be debited.")
                .put("type", "card_error");
        documents.change(intent);
        return intent;
    }

    /** The money came. */
    Money succeed(ObjectNode session, Tender tender) {
        var intent = intent(session);
        var charge = charge(intent, session, tender);
        var amount = charge.path("amount").asLong();
        var transaction =
                transactions.add(charge, "charge", "charge", amount, Fees.of(amount), "Stripe processing fees");
        charge.set("balance_transaction", transaction.path("id"));
        intent.put("status", "succeeded")
                .put("payment_method", charge.path("payment_method").asText());
        intent.set("latest_charge", charge.path("id"));
        intent.set("amount_received", intent.path("amount"));
        documents.change(intent);
        documents.add(charge);
        return new Money(intent, charge);
    }

    private ObjectNode intent(ObjectNode session) {
        return documents.find(Sessions.intentOf(session)).orElseThrow();
    }

    private ObjectNode charge(ObjectNode intent, ObjectNode session, Tender tender) {
        var charge = shapes.blank("charge", "ch_").put("payment_method", Ids.next("pm_"));
        for (var field : new String[] {"amount", "currency", "description", "metadata"}) {
            charge.set(field, intent.path(field));
        }
        charge.set("customer", session.path("customer"));
        charge.set("amount_captured", intent.path("amount"));
        charge.set("payment_intent", intent.path("id"));
        charge.withObject("/billing_details")
                .set("email", session.path("customer_details").path("email"));
        describe(tender, charge.putObject("payment_method_details"));
        return charge;
    }

    private static void describe(Tender tender, ObjectNode details) {
        switch (tender) {
            case Tender.Card(var card, var month, var year) ->
                details.put("type", "card")
                        .putObject("card")
                        .put("brand", card.brand())
                        .put("exp_month", month)
                        .put("exp_year", year)
                        .put("funding", "credit")
                        .put("last4", card.lastFour());
            case Tender.BankDebit debit ->
                details.put("type", "us_bank_account")
                        .putObject("us_bank_account")
                        .put("bank_name", "Sandbox Bank")
                        .put("last4", "6789");
        }
    }
}
