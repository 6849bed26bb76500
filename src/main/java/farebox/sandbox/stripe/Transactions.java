package farebox.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** What moves the merchant's balance: one transaction for each amount that comes or goes, with its fee. */
@ApplicationScoped
class Transactions {
    private static final Duration PAYOUT_DELAY = Duration.ofDays(2);

    private final Documents documents;
    private final Shapes shapes;
    private final Clock clock;

    Transactions(Documents documents, Shapes shapes, Clock clock) {
        this.documents = documents;
        this.shapes = shapes;
        this.clock = clock;
    }

    /** An amount without a fee; the type also says under what it is reported. */
    ObjectNode add(ObjectNode source, String type, long cents) {
        return add(source, type, type, cents, 0, null);
    }

    /** An amount with a fee, which is below zero where one is returned. */
    ObjectNode add(ObjectNode source, String type, String category, long cents, long fee, String feeName) {
        var currency = source.path("currency").asText();
        var transaction = shapes.blank("balance_transaction", "txn_")
                .put("type", type)
                .put("reporting_category", category)
                .put("currency", currency)
                .put("source", source.path("id").asText())
                .put("amount", cents)
                .put("fee", fee)
                .put("net", cents - fee)
                .put("available_on", clock.instant().plus(PAYOUT_DELAY).getEpochSecond());
        if (fee != 0) {
            transaction
                    .withArray("/fee_details")
                    .addObject()
                    .put("amount", fee)
                    .put("currency", currency)
                    .put("description", feeName)
                    .put("type", "stripe_fee");
        }
        documents.add(transaction);
        return transaction;
    }
}
