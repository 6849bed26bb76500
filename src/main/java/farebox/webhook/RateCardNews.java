package farebox.webhook;

import farebox.rate.RateCard;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;

/** Tells every app of a new rate card, in the transaction that publishes it. */
@Singleton
class RateCardNews {
    private final Outbox outbox;

    RateCardNews(Outbox outbox) {
        this.outbox = outbox;
    }

    void published(@Observes RateCard card) {
        outbox.tell(WebhookEvent.ofHouse(
                EventType.RATE_CARD_PUBLISHED,
                Map.of(
                        "rate_card",
                        card.version(),
                        "in_force_from",
                        card.publishedAt().toString())));
    }
}
