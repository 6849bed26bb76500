package farebox.checkout;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Asks Stripe about what stays unfinished, so that a webhook that never came loses nothing. */
@Singleton
class Reconciliation {
    private static final Logger LOG = Logger.getLogger(Reconciliation.class);
    private static final int EACH_PER_ROUND = 50;

    private final Purchases purchases;
    private final Refunds refunds;
    private final Disputes disputes;
    private final Checkout checkout;
    private final MoneyBack moneyBack;

    Reconciliation(Purchases purchases, Refunds refunds, Disputes disputes, Checkout checkout, MoneyBack moneyBack) {
        this.purchases = purchases;
        this.refunds = refunds;
        this.disputes = disputes;
        this.checkout = checkout;
        this.moneyBack = moneyBack;
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void round() {
        purchases.abandonPageless();
        purchases.takeUnfinished(EACH_PER_ROUND).forEach(session -> look(session, checkout::fulfil));
        refunds.takeUnfinished(EACH_PER_ROUND).forEach(refund -> look(refund, checkout::giveBack));
        disputes.takeUnfinished(EACH_PER_ROUND).forEach(dispute -> look(dispute, moneyBack::dispute));
    }

    private static <T> void look(T unfinished, Consumer<T> step) {
        try {
            step.accept(unfinished);
        } catch (RuntimeException failure) {
            LOG.warnf(failure, "%s could not be reconciled; it is looked at again later", unfinished);
        }
    }
}
