package farebox.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.testing.OwnerConnection;
import farebox.wallet.WalletProperties.Step;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What the lanes write into PostgreSQL, however many callers come at once, is row by row what the same operations make of
 * a wallet in memory, in the order of the journal.
 */
@QuarkusTest
class PostgresAgreesTest {
    private static final int SCRIPTS = 40;
    private static final int STEPS = 90;
    private static final long CUSTOMERS = 9_500_000;

    @Inject
    Lanes lanes;

    @Test
    void rows_in_postgres_are_the_rows_of_the_model() throws Exception {
        var one = Long.getLong("farebox.seed");
        for (long seed = 1; seed <= SCRIPTS; seed++) if (one == null || one == seed) assertAgrees(seed);
    }

    @Test
    void what_changes_without_a_posting_is_kept_too() throws Exception {
        var scene = new LaneScene(new CustomerNo(CUSTOMERS), lanes);
        scene.buy("p1", 10, "0.01", Optional.empty());
        scene.hold("h1", 10, "");
        scene.capture("h1", 10);
        scene.dispute("d1", "p1", Usd.parse("0.01"));
        assertEquals(
                Optional.of(new DisputeOutcome.Booked(Claim.State.WON, Credits.NONE, Credits.NONE)),
                scene.stands("d1", Dispute.Stand.WON));
        assertAgrees(scene, "a dispute that took nothing");
    }

    private void assertAgrees(long seed) throws Exception {
        var scene = new LaneScene(new CustomerNo(CUSTOMERS + seed), lanes);
        for (var group : groups(steps(new Random(seed)))) playAtOnce(group, scene);
        assertAgrees(scene, "again: mvn test -Dtest=PostgresAgreesTest -Dfarebox.seed=" + seed);
    }

    private static void assertAgrees(LaneScene scene, String hint) throws SQLException {
        try (var owner = OwnerConnection.open()) {
            var inPostgres = WalletRows.in(owner, scene.wallet.customer);
            var model = scene.replay(WalletRows.journal(owner, scene.wallet.customer));
            assertEquals(String.join("\n", WalletRows.of(model)), String.join("\n", inPostgres), hint);
        }
    }

    private static List<Step> steps(Random random) {
        return IntStream.range(0, STEPS)
                .mapToObj(i -> new Step(
                        WalletProperties.VERBS.get(random.nextInt(WalletProperties.VERBS.size())),
                        1 + random.nextInt(6),
                        1 + random.nextInt(40)))
                .toList();
    }

    /** Time passes between the groups and not within one. */
    private static List<List<Step>> groups(List<Step> steps) {
        var groups = new ArrayList<List<Step>>(List.of(new ArrayList<>()));
        for (var step : steps) {
            if (step.verb().equals("later")) groups.add(new ArrayList<>());
            groups.getLast().add(step);
            if (step.verb().equals("later")) groups.add(new ArrayList<>());
        }
        return groups;
    }

    /** One caller a name, so that each knows its hold, and all of them at once. */
    private static void playAtOnce(List<Step> steps, Scene scene) throws Exception {
        var callers = steps.stream().collect(Collectors.groupingBy(Step::name)).values().stream()
                .map(mine -> (Callable<Void>) () -> {
                    mine.forEach(step -> step.play(scene));
                    return null;
                })
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var caller : threads.invokeAll(callers)) caller.get();
        }
    }
}
