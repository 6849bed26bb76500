package farebox.webhook;

import farebox.webhook.Deliveries.Answer;
import farebox.webhook.Deliveries.Sending;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Brings what is due. Each endpoint is served by itself, so that a slow one keeps nobody else waiting. */
@ApplicationScoped
class Courier {
    private static final Logger LOG = Logger.getLogger(Courier.class);
    private static final int AT_ONCE = 8;

    private final Deliveries deliveries;
    private final Endpoints endpoints;
    private final Post post;
    private final MeterRegistry meters;
    private final Set<Integer> served = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    Courier(Deliveries deliveries, Endpoints endpoints, Post post, MeterRegistry meters) {
        this.deliveries = deliveries;
        this.endpoints = endpoints;
        this.post = post;
        this.meters = meters;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void round() {
        for (var endpoint : deliveries.due())
            if (!stopping && served.add(endpoint))
                Thread.ofVirtual().name("webhooks-" + endpoint).start(() -> serve(endpoint));
    }

    /** What is under way then may be told once more by another instance: receivers know it by its id. */
    void stop(@Observes ShutdownEvent stop) {
        stopping = true;
    }

    private void serve(int endpoint) {
        try {
            while (!stopping && bringSome(endpoint)) LOG.debugf("More may be due for endpoint %d", endpoint);
        } catch (RuntimeException outage) {
            if (!stopping) LOG.warnf(outage, "Endpoint %d is served later", endpoint);
        } finally {
            served.remove(endpoint);
        }
    }

    private boolean bringSome(int endpoint) {
        var sendings = deliveries.take(endpoint, AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var sending : sendings) threads.execute(() -> bring(sending));
        }
        return !sendings.isEmpty();
    }

    private void bring(Sending sending) {
        try {
            end(sending, post.send(sending));
        } catch (RuntimeException outage) {
            LOG.warnf(
                    outage, "Delivery %d is tried once more, since its answer could not be noted", sending.delivery());
        }
    }

    private void end(Sending sending, Answer answer) {
        if (answer.isTaken()) {
            deliveries.delivered(sending, answer);
            count("delivered");
            return;
        }
        count("refused");
        if (answer.isGone()) {
            deliveries.giveUp(sending, answer);
            endpoints.switchOff(
                    sending.endpoint(), "It answered 410 Gone to " + Delivery.messageId(sending.event()) + ".");
            LOG.warnf("Endpoint %d is switched off: its receiver is gone", sending.endpoint());
            return;
        }
        Backoff.after(sending.tries(), ThreadLocalRandom.current().nextDouble())
                .ifPresentOrElse(pause -> deliveries.postpone(sending, pause, answer), () -> giveUp(sending, answer));
    }

    private void giveUp(Sending sending, Answer answer) {
        LOG.warnf("Delivery %d is given up after %d tries", sending.delivery(), sending.tries());
        deliveries.giveUp(sending, answer);
    }

    private void count(String outcome) {
        meters.counter("farebox.webhook.tries", "outcome", outcome).increment();
    }
}
