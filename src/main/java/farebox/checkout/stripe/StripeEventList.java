package farebox.checkout.stripe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.param.EventListParams;
import com.stripe.param.EventListParams.Created;
import farebox.checkout.Payments.StripeDown;
import farebox.checkout.StripeNews;
import farebox.checkout.StripeNotice;
import farebox.deployment.Deployment;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

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

    private final Supplier<StripeClient> clients;
    private final ObjectMapper json;

    @Inject
    StripeEventList(Deployment deployment, ObjectMapper json) {
        this(() -> StripeClients.client(deployment.stripe()), json);
    }

    StripeEventList(Supplier<StripeClient> clients, ObjectMapper json) {
        this.clients = clients;
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
            StripeLists.read(clients.get().v1().events().list(wanted), event -> notice(event, reader));
        } catch (StripeException failure) {
            throw new StripeDown(failure.getMessage());
        }
    }

    private void notice(Event event, Consumer<StripeNotice> reader) {
        StripeNotice.read(event.toJson(), json).ifPresent(reader);
    }
}
