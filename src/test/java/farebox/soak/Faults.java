package farebox.soak;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Does harm, one kind after the other, and lets what it hit come back. */
final class Faults {
    private static final int KINDS = 4;
    private static final int HASTY = 5;

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

    /** Harms until a moment; mostly what was hit has recovered before it goes on. */
    void harmUntil(long endNanos) throws InterruptedException, SQLException {
        for (int turn = 0; recovered(turn, endNanos) && pause(1_000, 3_000, endNanos); turn++) {
            switch (turn % KINDS) {
                case 1 -> {
                    if (database.killBackend()) count("kill -9 of a PostgreSQL backend");
                }
                case 3 -> {
                    database.stopAtOnce();
                    count("immediate stop of PostgreSQL");
                    pause(200, 2_000, Long.MAX_VALUE);
                    database.startAgain();
                }
                default -> {
                    instances.get(turn / 2 % instances.size()).kill();
                    count("kill -9 of an instance");
                }
            }
        }
    }

    /** Waits until all instances answer, but for every fifth time; false when that takes too long. */
    private boolean recovered(int turn, long endNanos) throws InterruptedException {
        if (turn % HASTY == HASTY - 1) return true;
        for (var instance : instances) while (!instance.isReady()) if (!pause(100, 200, endNanos)) return false;
        return true;
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
