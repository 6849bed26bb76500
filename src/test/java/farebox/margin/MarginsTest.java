package farebox.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import farebox.customer.Apps;
import farebox.customer.Customers;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.sql.Postgres;
import farebox.wallet.Attachment;
import farebox.wallet.Credit;
import farebox.wallet.HoldOrder;
import farebox.wallet.HoldOutcome;
import farebox.wallet.OperationKey;
import farebox.wallet.Settlement;
import farebox.wallet.Wallets;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    @Inject
    Wallets wallets;

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

    @Test
    void what_is_owed_is_what_the_journal_defers() {
        var before = margins.outstanding();
        var deferredBefore = deferred();
        bought(100, 10);
        bought(50, 5);
        granted(20);
        spend(130);
        var after = margins.outstanding();
        assertEquals(before.credits().amount() + 40, after.credits().amount());
        assertEquals(
                Usd.parse("2").nanos(),
                after.deferred().nanos() - before.deferred().nanos());
        assertEquals(
                deferred() - deferredBefore,
                after.deferred().nanos() - before.deferred().nanos());
    }

    /** What the whole journal says. */
    private long deferred() {
        return postgres.first("select -balance from trial_balance where account = 'deferred'", row -> row.getLong(1))
                .orElseThrow();
    }

    private void bought(long credits, long dollars) {
        var paid = new Credit.Paid(Usd.ofCents(100 * dollars), Usd.ZERO, Optional.of(Usd.ZERO));
        credit(Credit.Source.Kind.PURCHASE, credits, paid);
    }

    private void granted(long credits) {
        credit(Credit.Source.Kind.GRANT, credits, Credit.Paid.NOTHING);
    }

    private void credit(Credit.Source.Kind kind, long credits, Credit.Paid paid) {
        wallets.credit(new Credit(
                new CustomerNo(customer),
                new Credit.Source(kind, UUID.randomUUID().toString()),
                Credits.of(credits),
                paid,
                Credit.Terms.lasting("a test"),
                Attachment.none()));
    }

    private void spend(long credits) {
        var order = new HoldOrder(
                new CustomerNo(customer),
                OperationKey.random(),
                Credits.of(credits),
                new HoldOrder.Purpose(apps.ensure("margins").no(), 1, 1),
                Attachment.none());
        var held = assertInstanceOf(HoldOutcome.Held.class, wallets.hold(order));
        wallets.settle(new Settlement(held.hold(), Credits.of(credits), List.of(), Attachment.none()));
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
