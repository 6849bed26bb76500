package farebox.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import farebox.customer.Apps;
import farebox.customer.Customers;
import farebox.money.Credits;
import farebox.money.Usd;
import farebox.sql.Postgres;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MarginsTest {
    /** A day long before every other test's. */
    private static final Instant DAY = Instant.parse("2001-02-03T00:00:00Z");

    @Inject
    Margins margins;

    @Inject
    Postgres postgres;

    @Inject
    Apps apps;

    @Inject
    Customers customers;

    long customer;

    @BeforeEach
    void make_a_customer() {
        customer = customers
                .ensure(apps.ensure("margins").no(), "m-" + UUID.randomUUID())
                .no()
                .value();
    }

    @Test
    void cost_is_split_by_credits_and_failures_count() {
        var from = DAY;
        record(from, 1, "served", 20, 20, 1_560_000_000L, 42_000_000);
        record(from, 2, "served", 20, 5, 390_000_000L, 40_000_001);
        record(from, 3, "served", 20, 0, 0, 42_000_000);
        record(from, 4, "failed", 0, 0, 0, 3_000_000);
        var premium = earned(from);
        assertEquals(3, premium.calls());
        assertEquals(1, premium.failures());
        assertEquals(Credits.of(25), premium.paid());
        assertEquals(Credits.of(35), premium.promotional());
        assertEquals(Usd.parse("1.95"), premium.revenue());
        assertEquals(Usd.ofNanos(42_000_000 + 10_000_001 + 3_000_000), premium.cost());
        assertEquals(Usd.ofNanos(30_000_000 + 42_000_000), premium.promotionalCost());
    }

    @Test
    void every_day_is_there_and_agrees_with_the_task_classes() {
        var from = DAY.plusSeconds(86_400 * 10L);
        record(from.plusSeconds(86_400 + 86_399), 5, "served", 1, 1, 78_000_000, 87_500);
        var days = margins.byDay(from, from.plusSeconds(86_400 * 3L));
        assertEquals(3, days.size());
        assertEquals(Earnings.NONE, days.getFirst().earnings());
        assertEquals(Usd.ofNanos(78_000_000), days.get(1).earnings().revenue());
        assertEquals(Earnings.NONE, days.getLast().earnings());
    }

    @Test
    void what_is_measured_was_served_as_it_is_offered_now() {
        var from = DAY.plusSeconds(86_400 * 20L);
        record(from, 6, "served", 20, 20, 1_560_000_000L, 42_000_000);
        record(from, 7, "failed", 0, 0, 0, 3_000_000);
        recordOn(0, from, 8, "served", 20, 20, 1_560_000_000L, 99_000_000);
        var measured = margins.asOffered(from, from.plusSeconds(86_400)).getFirst();
        assertEquals("premium", measured.slug());
        assertEquals(Usd.ofNanos(42_000_000), measured.earnings().cost());
    }

    private Earnings earned(Instant from) {
        return margins.byTask(from, from.plusSeconds(86_400)).stream()
                .filter(task -> task.slug().equals("premium"))
                .findFirst()
                .orElseThrow()
                .earnings();
    }

    private void record(Instant at, long hold, String state, long credits, long paid, long revenue, long cost) {
        recordOn(1, at, hold, state, credits, paid, revenue, cost);
    }

    private void recordOn(
            int card, Instant at, long hold, String state, long credits, long paid, long revenue, long cost) {
        postgres.change("""
                insert into invocation (customer_no, started_at, hold, ended_at, app, task, card, state, credits,
                                        paid_credits, lots, available, revenue_nanos, cost_nanos, estimated, input_tokens,
                                        output_tokens, cache_read_tokens, cache_write_tokens, metadata)
                values (?, ?, ?, ?, 1, 3, ?, ?, ?, ?, '[]', 0, ?, ?, false, 0, 0, 0, 0, '{}')
                """, customer, at, hold, at, card, state, credits, paid, revenue, cost);
    }
}
