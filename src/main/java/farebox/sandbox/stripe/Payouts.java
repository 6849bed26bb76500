package farebox.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** Sends the merchant's balance to its bank, whatever amount of whatever currency is asked for: others may sell through it. */
@ApplicationScoped
public class Payouts {
    private static final String KIND = "payout";

    private final Documents documents;
    private final Shapes shapes;
    private final Transactions transactions;
    private final Events events;

    Payouts(Documents documents, Shapes shapes, Transactions transactions, Events events) {
        this.documents = documents;
        this.shapes = shapes;
        this.transactions = transactions;
        this.events = events;
    }

    /** One that is at the bank at once; of an amount below zero, money that the bank had to send. */
    @Transactional
    public void pay(long cents, String currency) {
        var payout = shapes.blank(KIND, "po_").put("amount", cents).put("currency", currency);
        payout.put("destination", Ids.next("ba_")).set("arrival_date", payout.path("created"));
        payout.put("balance_transaction", move(payout, KIND, -cents));
        documents.add(payout);
        events.publish(List.of(new Happening("payout.created", payout), new Happening("payout.paid", payout)));
    }

    /** Lets a payout that looked good come back from the bank. */
    @Transactional
    public void fail(String id) {
        var payout = documents
                .lock(id)
                .filter(found -> found.path("object").asText().equals(KIND))
                .filter(found -> found.path("status").asText().equals("paid"))
                .orElseThrow(() -> new IllegalArgumentException("no payout that could fail has the id " + id));
        payout.put("status", "failed")
                .put("failure_code", "account_closed")
                .put("failure_message", "The bank account has been closed.")
                .put(
                        "failure_balance_transaction",
                        move(payout, "payout_failure", payout.path("amount").asLong()));
        documents.change(payout);
        events.publish(List.of(new Happening("payout.updated", payout), new Happening("payout.failed", payout)));
    }

    private String move(ObjectNode payout, String type, long cents) {
        return transactions.add(payout, type, cents).path("id").asText();
    }
}
