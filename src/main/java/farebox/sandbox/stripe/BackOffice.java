package farebox.sandbox.stripe;

import farebox.deployment.Deployment;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** What Stripe does while nobody asks: it expires sessions, settles bank debits and delivers webhooks. */
@ApplicationScoped
class BackOffice {
    private static final Logger LOG = Logger.getLogger(BackOffice.class);
    private static final long PAUSE_MILLIS = 500;
    private static final long PAUSE_AFTER_TROUBLE_MILLIS = 5_000;

    private final Sessions sessions;
    private final Payments payments;
    private final Couriers couriers;
    private final Deployment deployment;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean open;
    private Thread clerk;

    BackOffice(Sessions sessions, Payments payments, Couriers couriers, Deployment deployment) {
        this.sessions = sessions;
        this.payments = payments;
        this.couriers = couriers;
        this.deployment = deployment;
    }

    void open(@Observes StartupEvent start) {
        if (deployment.stripe().sandboxed()) {
            open = true;
            clerk = Thread.ofVirtual().name("sandbox-back-office").start(this::work);
        }
    }

    // The clerk finishes the round: an interrupt would break a connection of the pool in the middle of a statement.
    void close(@Observes ShutdownEvent stop) throws InterruptedException {
        if (clerk != null) {
            open = false;
            news.release();
            clerk.join();
        }
    }

    void hear(@Observes(during = TransactionPhase.AFTER_SUCCESS) Deliveries.Scheduled scheduled) {
        news.release();
    }

    private void work() {
        try {
            while (open) {
                var pause = isRoundDone() ? PAUSE_MILLIS : PAUSE_AFTER_TROUBLE_MILLIS;
                if (news.tryAcquire(pause, TimeUnit.MILLISECONDS)) news.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isRoundDone() {
        try {
            sessions.expireOverdue();
            payments.settleDue();
            couriers.sendDue();
            return true;
        } catch (RuntimeException e) {
            LOG.warn("The sandbox's back office will try again", e);
            return false;
        }
    }
}
