package farebox.soak;

import farebox.testing.Instance;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Does harm, one kind after the other, and lets what it hit come back. */
final class Faults {
    private static final int KINDS = 3;

    private static final int SERVED_BETWEEN = 100;

    private final List<Instance> instances;
    private final SoakDatabase database;
    private final LongSupplier acknowledged;
    private final Random random = new Random();
    private final Map<String, Integer> done = new TreeMap<>();

    Faults(List<Instance> instances, SoakDatabase database, LongSupplier acknowledged) {
        this.acknowledged = acknowledged;
        this.instances = instances;
        this.database = database;
    }

    synchronized Map<String, Integer> done() {
        return new TreeMap<>(done);
    }

    /** Harms until a moment, and each time only once callers are served again. */
    void harmUntil(long endNanos) throws InterruptedException, SQLException {
        for (int turn = 0; served(endNanos) && pause(1_000, 3_000, endNanos); turn++) {
            switch (turn % KINDS) {
                case 0 -> killInstance();
                case 1 -> {
                    if (database.killBackend()) count("kill -9 of a PostgreSQL backend");
                }
                default -> {
                    database.stopAtOnce();
                    count("immediate stop of PostgreSQL");
                    pause(200, 2_000, Long.MAX_VALUE);
                    database.startAgain();
                }
            }
        }
    }

    private boolean served(long endNanos) throws InterruptedException {
        var enough = acknowledged.getAsLong() + SERVED_BETWEEN;
        while (acknowledged.getAsLong() < enough) if (!pause(50, 100, endNanos)) return false;
        return true;
    }

    /** Only while all serve: or nobody would be left to call. */
    private void killInstance() throws InterruptedException {
        for (var instance : instances) if (!instance.isReady()) return;
        instances.get(random.nextInt(instances.size())).kill();
        count("kill -9 of an instance");
    }

    /** Waits a while; false when that would be too long. */
    private boolean pause(int leastMillis, int mostMillis, long endNanos) throws InterruptedException {
        var millis = random.nextInt(leastMillis, mostMillis);
        if (System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis) > endNanos) return false;
        TimeUnit.MILLISECONDS.sleep(millis);
        return true;
    }

    private synchronized void count(String fault) {
        done.merge(fault, 1, Integer::sum);
    }
}
