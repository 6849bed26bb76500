package farebox.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
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

    @Test
    void a_value_that_is_read_ahead_need_not_be_read_by_who_asks() {
        var value = new Recent<>(Duration.ofHours(1), reads::incrementAndGet);
        value.get();
        value.refresh();
        assertEquals(2, value.get());
        assertEquals(2, reads.get());
    }

    @Test
    void an_old_value_serves_while_somebody_reads_again() throws Exception {
        var asked = new AtomicReference<Supplier<Integer>>(() -> 1);
        var value = new Recent<>(Duration.ZERO, () -> asked.get().get());
        assertEquals(1, value.get());
        var reading = new CountDownLatch(1);
        var answer = new CompletableFuture<Integer>();
        asked.set(() -> {
            reading.countDown();
            return answer.join();
        });
        var reader = CompletableFuture.supplyAsync(value::get);
        reading.await();
        assertEquals(1, value.get());
        answer.complete(2);
        assertEquals(2, reader.get());
    }
}
