package farebox.wallet;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets lapsed lots go in wallets that nobody uses; in the others the lane does it before anything else. */
@ApplicationScoped
class Lapses {
    private static final int ROUND_MAX = 1_000;
    private final Lanes lanes;
    private final WalletReads reads;

    Lapses(Lanes lanes, WalletReads reads) {
        this.lanes = lanes;
        this.reads = reads;
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        for (var customer : reads.lapsing(ROUND_MAX)) lanes.offer(new Pending<>(new LapseOperation(customer)));
    }
}
