package farebox.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Thousands of lives of the lanes, each from its seed. {@code -Dfarebox.seed=4711} lives one of them again, with its story;
 * {@code -Dfarebox.seeds=100000} lives more of them.
 */
class LaneSimulationTest {
    private static final Logger LANES = Logger.getLogger(Lane.class.getName());

    /** Every simulated outage would be warned of. */
    @BeforeAll
    static void beQuiet() {
        LANES.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        LANES.setLevel(null);
    }

    @Test
    void nothing_is_lost_doubled_or_stranded_in_any_seed() {
        var one = Long.getLong("farebox.seed");
        if (one != null) {
            assertWhole(one);
            return;
        }
        for (long seed = 1; seed <= Integer.getInteger("farebox.seeds", 3_000); seed++)
            if (!Simulation.faults(seed, event -> {}).isEmpty()) assertWhole(seed);
    }

    @Test
    void the_same_seed_lives_the_same_life() {
        assertEquals(story(42), story(42));
    }

    private static List<String> story(long seed) {
        var story = new ArrayList<String>();
        Simulation.faults(seed, story::add);
        return story;
    }

    private static void assertWhole(long seed) {
        var story = new ArrayList<String>();
        var faults = Simulation.faults(seed, story::add);
        if (faults.isEmpty()) return;
        fail("%s%n%s%nAgain: mvn test -Dtest=LaneSimulationTest -Dfarebox.seed=%d"
                .formatted(String.join("\n", story), String.join("\n", faults), seed));
    }
}
