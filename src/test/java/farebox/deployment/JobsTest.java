package farebox.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.scheduler.spi.JobInstrumenter.JobInstrumentationContext;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of scheduled jobs when the application stops. */
@QuarkusTest
class JobsTest {
    @Inject
    Scheduler scheduler;

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void a_stop_waits_for_what_is_under_way_and_lets_nothing_begin() throws InterruptedException {
        var jobs = new Jobs();
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var job = Thread.ofVirtual()
                .start(() -> jobs.instrument(job(() -> {
                    begun.countDown();
                    goOn.await();
                    told.add("job");
                })));
        begun.await();
        var stop = Thread.ofVirtual().start(() -> {
            try {
                jobs.stop(new ShutdownEvent());
                told.add("stopped");
            } catch (InterruptedException never) {
                throw new AssertionError(never);
            }
        });
        while (stop.getState() != Thread.State.TIMED_WAITING) Thread.onSpinWait();
        jobs.instrument(job(() -> told.add("too late")));
        goOn.countDown();
        job.join();
        stop.join();
        jobs.instrument(job(() -> told.add("too late")));
        assertEquals(List.of("job", "stopped"), told);
    }

    @Test
    void every_job_of_the_scheduler_goes_this_way() throws InterruptedException {
        var ran = new CountDownLatch(1);
        scheduler
                .newJob("a job of a test")
                .setInterval("1s")
                .setTask(
                        execution -> {
                            StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                                    .forEach(frame -> {
                                        if (frame.getDeclaringClass() == Jobs.class) ran.countDown();
                                    });
                        },
                        true)
                .schedule();
        try {
            assertTrue(ran.await(20, TimeUnit.SECONDS));
        } finally {
            scheduler.unscheduleJob("a job of a test");
        }
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static JobInstrumentationContext job(Work work) {
        return new JobInstrumentationContext() {
            @Override
            public String getSpanName() {
                return "a job";
            }

            @Override
            public CompletionStage<Void> executeJob() {
                try {
                    work.run();
                } catch (InterruptedException never) {
                    throw new AssertionError(never);
                }
                return CompletableFuture.completedStage(null);
            }
        };
    }
}
