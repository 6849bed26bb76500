package farebox.sandbox.stripe;

import farebox.deployment.Deployment;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** A few couriers who bring events to the application's own webhook address. */
@ApplicationScoped
class Couriers {
    private static final Logger LOG = Logger.getLogger(Couriers.class);
    private static final int COURIERS = 8;

    private final Deliveries deliveries;
    private final Webhooks webhooks;
    private final Deployment deployment;
    private final Clock clock;
    private final Semaphore idle = new Semaphore(COURIERS);

    Couriers(Deliveries deliveries, Webhooks webhooks, Deployment deployment, Clock clock) {
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.deployment = deployment;
        this.clock = clock;
    }

    /** Sends off what is due, as long as somebody is free to carry it. */
    void sendDue() {
        if (!webhooks.settings().deliver()) return;
        while (idle.tryAcquire()) {
            var sending = deliveries.claim();
            if (sending.isEmpty()) {
                idle.release();
                return;
            }
            Thread.ofVirtual().name("sandbox-courier").start(() -> carry(sending.get()));
        }
    }

    private void carry(Deliveries.Sending sending) {
        try {
            deliveries.note(sending, endpoint().post(sending.body()));
        } catch (InterruptedException | RuntimeException e) {
            // The claim runs out by itself, and the event is tried again.
            LOG.debugf(e, "A sandbox webhook was lost on its way");
        } finally {
            idle.release();
        }
    }

    private WebhookEndpoint endpoint() {
        var secret = deployment.stripe().webhookSecrets().getFirst();
        return new WebhookEndpoint(deployment.localUrl().resolve("/webhooks/stripe"), secret, clock);
    }
}
