package farebox.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecentTest {
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void a_value_is_read_once_while_it_is_fresh() {
        var value = new Recent<>(Duration.ofHours(1), reads::incrementAndGet);
        assertEquals(1, value.get());
        assertEquals(1, value.get());
    }

    @Test
    void a_value_that_is_too_old_is_read_again() {
        var value = new Recent<>(Duration.ZERO, reads::incrementAndGet);
        assertEquals(1, value.get());
        assertEquals(2, value.get());
    }

    @Test
    void a_forgotten_value_is_read_again() {
        var value = new Recent<>(Duration.ofHours(1), reads::incrementAndGet);
        value.get();
        value.forget();
        assertEquals(2, value.get());
    }
}
