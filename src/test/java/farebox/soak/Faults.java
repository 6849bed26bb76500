package farebox.soak;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Does harm, one kind after the other, and lets what it hit come back. */
final class Faults {
    private static final int KINDS = 3;

    private final List<Instance> instances;
    private final SoakDatabase database;
    private final Random random = new Random();
    private final Map<String, Integer> done = new TreeMap<>();

    Faults(List<Instance> instances, SoakDatabase database) {
        this.instances = instances;
        this.database = database;
    }

    synchronized Map<String, Integer> done() {
        return new TreeMap<>(done);
    }

    /** Harms until a moment; an instance is killed only while the others serve, or nobody would call while it starts. */
    void harmUntil(long endNanos) throws InterruptedException, SQLException {
        for (int turn = 0; pause(1_500, 4_000, endNanos); turn++) {
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
