package farebox.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a buyer's bank says about a payment after it was made: it takes it back, asks about it, or warns of fraud. */
@ApplicationScoped
public class Disputes {
    /** What follows a payment by some test cards. */
    enum Aftermath {
        NONE,
        DISPUTE,
        INQUIRY,
        FRAUD_WARNING
    }

    private static final String KIND = "dispute";
    private static final String WARNING = "radar.early_fraud_warning";
    private static final long FEE_CENTS = 1_500;
    private static final Duration TIME_TO_RESPOND = Duration.ofDays(7);

    /** How a dispute may end, by how it stands; a bank may think again. */
    private static final Map<String, Set<String>> ENDS = Map.of(
            "needs_response", Set.of("won", "lost"),
            "won", Set.of("lost"),
            "lost", Set.of("won"),
            "warning_needs_response", Set.of("warning_closed"));

    private final Documents documents;
    private final Shapes shapes;
    private final Transactions transactions;
    private final Events events;

    Disputes(Documents documents, Shapes shapes, Transactions transactions, Events events) {
        this.documents = documents;
        this.shapes = shapes;
        this.transactions = transactions;
        this.events = events;
    }

    /** What there is to tell after the payment. */
    List<Happening> follow(ObjectNode charge, Aftermath aftermath) {
        return switch (aftermath) {
            case NONE -> List.of();
            case FRAUD_WARNING -> List.of(new Happening("radar.early_fraud_warning.created", warning(charge)));
            case INQUIRY -> {
                var inquiry = dispute(charge).put("status", "warning_needs_response");
                documents.add(inquiry.put("is_charge_refundable", true));
                yield List.of(new Happening("charge.dispute.created", inquiry));
            }
            case DISPUTE -> {
                var dispute = dispute(charge);
                move(dispute, -1);
                documents.add(dispute);
                documents.change(charge.put("disputed", true));
                yield List.of(
                        new Happening("charge.dispute.created", dispute),
                        new Happening("charge.dispute.funds_withdrawn", dispute));
            }
        };
    }

    /** The bank has decided; what was won comes back with the fee. */
    @Transactional
    public void close(String id, String status) {
        var dispute = documents
                .lock(id)
                .filter(found -> found.path("object").asText().equals(KIND))
                .filter(found -> ENDS.getOrDefault(found.path("status").asText(), Set.of())
                        .contains(status))
                .orElseThrow(() -> new IllegalArgumentException("no dispute that could be " + status + " is " + id));
        var moved = moved(dispute, status);
        dispute.put("status", status);
        documents.change(dispute);
        var closed = new Happening("charge.dispute.closed", dispute);
        events.publish(
                moved.map(type -> List.of(closed, new Happening(type, dispute))).orElse(List.of(closed)));
    }

    /** The money that the decision moves; what was disputed is taken already, unless it had been won. */
    private Optional<String> moved(ObjectNode dispute, String status) {
        if (status.equals("won")) {
            move(dispute, 1);
            return Optional.of("charge.dispute.funds_reinstated");
        }
        if (!dispute.path("status").asText().equals("won")) return Optional.empty();
        move(dispute, -1);
        return Optional.of("charge.dispute.funds_withdrawn");
    }

    private ObjectNode warning(ObjectNode charge) {
        var warning = shapes.blank(WARNING, "issfr_");
        warning.set("charge", charge.path("id"));
        warning.set("payment_intent", charge.path("payment_intent"));
        documents.add(warning);
        return warning;
    }

    private ObjectNode dispute(ObjectNode charge) {
        var dispute = shapes.blank(KIND, "dp_");
        for (var field : new String[] {"amount", "currency", "payment_intent"}) dispute.set(field, charge.path(field));
        dispute.set("charge", charge.path("id"));
        var card = charge.path("payment_method_details").path("card");
        dispute.putObject("payment_method_details")
                .put("type", "card")
                .putObject("card")
                .put("brand", card.path("brand").asText());
        dispute.withObject("/evidence_details")
                .put("due_by", dispute.path("created").asLong() + TIME_TO_RESPOND.toSeconds());
        return dispute;
    }

    private void move(ObjectNode dispute, int direction) {
        var category = direction < 0 ? "dispute" : "dispute_reversal";
        var cents = direction * dispute.path("amount").asLong();
        dispute.withArray("/balance_transactions")
                .add(transactions.add(dispute, "adjustment", category, cents, -direction * FEE_CENTS, "Dispute fee"));
    }
}
