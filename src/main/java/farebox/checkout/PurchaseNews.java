package farebox.checkout;

import farebox.checkout.PayPages.Amounts;
import farebox.sql.RowStatement.Row;
import farebox.wallet.RefundOutcome.Refunded;
import farebox.webhook.EventType;
import farebox.webhook.Outbox;
import farebox.webhook.WebhookEvent;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What apps are told of purchases and the money that goes back. */
@Singleton
class PurchaseNews {
    private final Outbox outbox;

    PurchaseNews(Outbox outbox) {
        this.outbox = outbox;
    }

    void pending(Purchase purchase) {
        outbox.tell(event(EventType.PURCHASE_PENDING, purchase, Map.of()));
    }

    void failed(Purchase purchase) {
        outbox.tell(event(EventType.PURCHASE_FAILED, purchase, Map.of()));
    }

    Row credited(Purchase purchase, Amounts paid, Instant at) {
        var money = Map.<String, Object>of("paid_cents", paid.total(), "tax_cents", paid.tax(), "currency", "usd");
        return outbox.row(event(EventType.PURCHASE_CREDITED, purchase, money), at);
    }

    Row refunded(Purchase purchase, PurchaseRefund refund, Refunded booked, Instant at) {
        var money = Map.<String, Object>of(
                "refunded_cents", refund.cents(),
                "currency", "usd",
                "revoked_credits", booked.revoked().amount(),
                "available", booked.available().amount());
        return outbox.row(event(EventType.PURCHASE_REFUNDED, purchase, money), at);
    }

    /** Of what moves money only: an inquiry or a warning shows in the wallet that it freezes. */
    void moved(Purchase purchase, PurchaseDispute dispute) {
        switch (dispute.state()) {
            case OPEN -> outbox.tell(event(EventType.DISPUTE_OPENED, purchase, about(dispute)));
            case WON, LOST -> {
                var how = new HashMap<>(about(dispute));
                how.put("outcome", dispute.state().word());
                outbox.tell(event(EventType.DISPUTE_CLOSED, purchase, how));
            }
            case WARNING, INQUIRY, CLOSED -> {}
        }
    }

    private static Map<String, Object> about(PurchaseDispute dispute) {
        return Map.of("dispute", dispute.stripeId(), "disputed_cents", dispute.cents(), "currency", "usd");
    }

    private static WebhookEvent event(EventType type, Purchase purchase, Map<String, Object> more) {
        var data = new HashMap<>(more);
        data.put("purchase", purchase.id().toString());
        data.put("pack", purchase.packName());
        data.put("credits", purchase.credits().amount());
        data.put("metadata", purchase.metadata());
        return WebhookEvent.of(type, purchase.customer(), data);
    }
}
