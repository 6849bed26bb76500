package farebox.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void each_pause_is_longer_and_the_tenth_try_is_the_last() {
        var pauses = IntStream.rangeClosed(1, 10)
                .mapToObj(tries -> Backoff.after(tries, 0.5))
                .toList();
        assertEquals(Optional.of(Duration.ofSeconds(5)), pauses.getFirst());
        assertEquals(Optional.of(Duration.ofHours(24)), pauses.get(8));
        assertEquals(Optional.empty(), pauses.getLast());
        var whole = pauses.stream().flatMap(Optional::stream).toList();
        assertEquals(whole.stream().sorted().toList(), whole);
    }

    @Test
    void what_failed_together_is_spread_by_a_fifth() {
        assertEquals(Optional.of(Duration.ofSeconds(240)), Backoff.after(2, 0));
        assertEquals(Optional.of(Duration.ofSeconds(360)), Backoff.after(2, 1));
    }
}
