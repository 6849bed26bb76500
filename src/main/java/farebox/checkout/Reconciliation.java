package farebox.checkout;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Asks Stripe about purchases that stay unfinished, so that a webhook that never came loses nothing. */
@Singleton
class Reconciliation {
    private static final Logger LOG = Logger.getLogger(Reconciliation.class);
    private static final int PURCHASES_PER_ROUND = 50;

    private final Purchases purchases;
    private final Checkout checkout;

    Reconciliation(Purchases purchases, Checkout checkout) {
        this.purchases = purchases;
        this.checkout = checkout;
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void round() {
        purchases.abandonPageless();
        purchases.takeUnfinished(PURCHASES_PER_ROUND).forEach(this::look);
    }

    private void look(String session) {
        try {
            checkout.fulfil(session);
        } catch (RuntimeException failure) {
            LOG.warnf(failure, "Session %s could not be reconciled; it is looked at again later", session);
        }
    }
}
