package farebox.deployment;

import farebox.sql.Outages;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.FailedExecution;
import io.quarkus.scheduler.spi.JobInstrumenter;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Stands around every scheduled job: none begins once the application stops, and those under way end before anything that
 * they need is closed. The scheduler itself waits for nobody.
 */
@Singleton
class Jobs implements JobInstrumenter {
    private static final Logger LOG = Logger.getLogger(Jobs.class);
    private static final long ENDING_SECONDS_MAX = 10;
    private static final int MANY = 1_000;

    private final Semaphore places = new Semaphore(MANY);
    private volatile boolean stopping;

    /** Ours return nothing, and so are over when they return. */
    @Override
    public CompletionStage<Void> instrument(JobInstrumentationContext job) {
        if (!places.tryAcquire()) return CompletableFuture.completedStage(null);
        try {
            return stopping ? CompletableFuture.completedStage(null) : job.executeJob();
        } finally {
            places.release();
        }
    }

    /** Quarkus would tell of an outage with all its traces, job by job. */
    void failed(@Observes FailedExecution job) {
        var name = job.getExecution().getTrigger().getMethodDescription();
        if (Outages.isOne(job.getException())) LOG.warnf("%s is put off: the database does not answer", name);
        else LOG.errorf(job.getException(), "%s failed", name);
    }

    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent stop)
            throws InterruptedException {
        stopping = true;
        if (!places.tryAcquire(MANY, ENDING_SECONDS_MAX, TimeUnit.SECONDS))
            LOG.warnf("%d scheduled jobs have not ended in time", MANY - places.availablePermits());
    }
}
