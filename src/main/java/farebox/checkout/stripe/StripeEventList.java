package farebox.checkout.stripe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.param.EventListParams;
import com.stripe.param.EventListParams.Created;
import farebox.checkout.Payments.StripeDown;
import farebox.checkout.StripeNews;
import farebox.checkout.StripeNotice;
import farebox.deployment.Deployment;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The events that Stripe keeps. */
@Singleton
class StripeEventList implements StripeNews {
    private static final long PAGE = 100;
    private static final List<String> TYPES = List.of(
            "checkout.session.completed",
            "checkout.session.async_payment_succeeded",
            "checkout.session.async_payment_failed",
            "checkout.session.expired",
            "refund.created",
            "refund.updated",
            "refund.failed",
            "charge.dispute.created",
            "charge.dispute.updated",
            "charge.dispute.closed",
            "charge.dispute.funds_withdrawn",
            "charge.dispute.funds_reinstated",
            "radar.early_fraud_warning.created",
            "radar.early_fraud_warning.updated",
            "payout.paid",
            "payout.failed",
            "payout.canceled");

    private final Deployment deployment;
    private final ObjectMapper json;

    StripeEventList(Deployment deployment, ObjectMapper json) {
        this.deployment = deployment;
        this.json = json;
    }

    @Override
    public void since(Instant moment, Consumer<StripeNotice> reader) {
        var wanted = EventListParams.builder()
                .addAllType(TYPES)
                .setCreated(Created.builder().setGte(moment.getEpochSecond()).build())
                .setLimit(PAGE)
                .build();
        try {
            var events = StripeClients.client(deployment.stripe()).v1().events().list(wanted);
            for (var event : events.autoPagingIterable()) notice(event, reader);
        } catch (StripeException failure) {
            throw new StripeDown(failure.getMessage());
        }
    }

    private void notice(Event event, Consumer<StripeNotice> reader) {
        StripeNotice.read(event.toJson(), json).ifPresent(reader);
    }
}
