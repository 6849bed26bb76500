package farebox.soak;

import farebox.testing.Instance;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.io.file.PathUtils;

/**
 * Two instances of the packaged application on one PostgreSQL, hundreds of callers on few wallets, and instances, backends
 * and the server killed meanwhile. In the end every acknowledged operation must be in the books, once.
 */
final class Soak {
    private static final int INSTANCES = 2;
    private static final Optional<String[]> PORTS =
            Optional.ofNullable(System.getenv("SOAK_PORTS")).map(ports -> ports.split(","));
    /** They start so often that starting must be quick. */
    private static final List<String> OPTIONS = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1");

    private static final int CALLERS = 200;
    private static final int RETOLD = 200;
    private static final int PROGRESS_SECONDS = 5;
    private static final int PATIENCE_SECONDS = 120;
    /** What is still on its way. */
    private static final String UNSETTLED = """
            select (select count(*) from hold where state = 0)
                 + (select count(*) from stripe_event where state = 'waiting')
            """;

    private static final String PURCHASES = "select count(*) from purchase where state = 'credited'";

    private final List<Instance> instances = new ArrayList<>();
    private final Outcomes outcomes = new Outcomes();
    private final SoakDatabase database;
    private final Faults faults;
    private final AtomicBoolean left = new AtomicBoolean();
    private volatile boolean over;

    private Soak(Path folder) throws IOException {
        database = SoakDatabase.in(folder);
        for (int i = 0; i < INSTANCES; i++) instances.add(instance(i, folder.resolve("instance-" + i + ".log")));
        faults = new Faults(instances, database, outcomes::acknowledged);
        Runtime.getRuntime().addShutdownHook(new Thread(this::leave));
    }

    /** Soaks for as many seconds as its argument says. */
    public static void main(String... args) throws Exception {
        var seconds = Long.parseLong(args[0]);
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        // Not the system's temporary folder: as root, PostgreSQL runs as another user, who may not enter a private one.
        var folder = Path.of("target", "soak-" + ProcessHandle.current().pid());
        var verdict = new Soak(folder).run(seconds);
        if (verdict.ok()) PathUtils.deleteDirectory(folder);
        else System.out.println("Everything is kept in " + folder + ".");
        System.out.println(verdict);
        System.exit(verdict.ok() ? 0 : 1);
    }

    private Instance instance(int no, Path log) {
        return PORTS.map(ports -> new Instance(Integer.parseInt(ports[no]), log, OPTIONS, database.settings()))
                .orElseGet(() -> new Instance(log, OPTIONS, database.settings()));
    }

    private Verdict run(long seconds) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(this::keepInstancesRunning);
            try {
                return soak(threads, seconds);
            } finally {
                leave();
            }
        }
    }

    /** Leaves nothing running, though the run is broken off. */
    private void leave() {
        if (left.getAndSet(true)) return;
        over = true;
        instances.forEach(Instance::stop);
        database.close();
    }

    private Verdict soak(ExecutorService threads, long seconds) throws Exception {
        var callers = new Callers(instances, outcomes, appKey(), demoApp());
        callers.prepare();
        System.out.printf(
                "%d callers, %d wallets, %d instances%n", CALLERS, Callers.CUSTOMERS.size(), instances.size());
        var begun = System.nanoTime();
        var end = begun + TimeUnit.SECONDS.toNanos(seconds);
        var work = new ArrayList<Future<?>>();
        for (int i = 0; i < CALLERS; i++)
            work.add(threads.submit(() -> {
                while (System.nanoTime() < end) callers.act();
                return null;
            }));
        threads.submit(() -> tellProgress(begun));
        faults.harmUntil(end);
        for (var caller : work) caller.get();
        System.out.println("The callers are done; what is still on its way arrives.");
        awaitRest();
        over = true;
        System.out.print(outcomes.table(faults.done()));
        var verdict = Verdict.on(outcomes, database, notToldAgain(callers));
        verdict.findings().stream().limit(20).forEach(System.out::println);
        return verdict;
    }

    private Void keepInstancesRunning() throws InterruptedException {
        while (!over) {
            instances.forEach(Instance::keepRunning);
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return null;
    }

    private Void tellProgress(long begun) throws InterruptedException {
        while (!over) {
            TimeUnit.SECONDS.sleep(PROGRESS_SECONDS);
            System.out.printf(
                    "%4d s: %d acknowledged, faults %s%n",
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun), outcomes.acknowledged(), faults.done());
        }
        return null;
    }

    private String appKey() throws IOException, InterruptedException {
        for (int i = 0; i < PATIENCE_SECONDS * 10; i++) {
            for (var instance : instances) {
                var key = instance.appKey();
                if (key.isPresent()) return key.get();
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("no instance has started");
    }

    private int demoApp() throws SQLException, InterruptedException {
        try (var connection = database.owner()) {
            return (int) Verdict.number(connection, "select app from app where name = 'demo'");
        }
    }

    /** Holds of the dead are swept, and paid purchases are credited. */
    private void awaitRest() throws SQLException, InterruptedException {
        var paid = outcomes.credited.stream()
                .filter(source -> source.startsWith("purchase:"))
                .count();
        for (int i = 0; i < PATIENCE_SECONDS; i++) {
            try (var connection = database.owner()) {
                if (Verdict.number(connection, UNSETTLED) == 0 && Verdict.number(connection, PURCHASES) >= paid) return;
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /** Some of what was served is asked for once more, under the same keys. */
    private List<String> notToldAgain(Callers callers) throws InterruptedException {
        var missing = new ArrayList<String>();
        for (var served : outcomes.served.stream().limit(RETOLD).toList())
            if (!callers.toldAgain(served)) missing.add(served + " is not told again");
        return missing;
    }
}
