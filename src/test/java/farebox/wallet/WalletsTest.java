package farebox.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.ledger.BooksCheck;
import farebox.ledger.BooksReport;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.testing.OwnerConnection;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WalletsTest {
    private static final AtomicLong CUSTOMERS = new AtomicLong(9_000_000);
    private static final HoldOrder.Purpose PURPOSE = new HoldOrder.Purpose(1, 1, 1);

    @Inject
    Wallets wallets;

    @Inject
    DataSource database;

    private final CustomerNo ada = new CustomerNo(CUSTOMERS.incrementAndGet());

    private void buy(long credits, String dollars) {
        var paid = new Credit.Paid(Usd.parse(dollars), Usd.ZERO, Optional.empty());
        var source = new Credit.Source(Credit.Source.Kind.PURCHASE, "test-" + ada);
        wallets.credit(
                new Credit(ada, source, Credits.of(credits), paid, Credit.Terms.lasting("a pack"), Attachment.none()));
    }

    private HoldOutcome hold(String key, long credits) {
        return wallets.hold(new HoldOrder(
                ada, OperationKey.of("test", key, new byte[0]), Credits.of(credits), PURPOSE, Attachment.none()));
    }

    private HoldId held(String key, long credits) {
        return assertInstanceOf(HoldOutcome.Held.class, hold(key, credits)).hold();
    }

    private SettleOutcome settle(HoldId hold, long credits) {
        var cost = new AttemptCost(1, 3, Usd.ofNanos(1_234));
        return wallets.settle(new Settlement(hold, Credits.of(credits), List.of(cost), Attachment.none()));
    }

    private static <T> List<T> atOnce(int callers, Callable<T> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = new ArrayList<T>();
            for (var future : threads.invokeAll(
                    IntStream.range(0, callers).mapToObj(i -> call).toList())) outcomes.add(future.get());
            return outcomes;
        }
    }

    private BooksReport books() throws SQLException {
        return BooksCheck.run(database, progress -> {});
    }

    private List<String> faults() throws SQLException {
        return books().faults().stream()
                .filter(fault -> fault.contains(ada.toString()))
                .toList();
    }

    @Test
    void a_hold_captured_leaves_its_trace_in_wallet_lot_and_statement() throws SQLException {
        buy(100, "10.00");
        var captured = assertInstanceOf(SettleOutcome.Captured.class, settle(held("one", 30), 25));
        assertEquals(Usd.parse("2.50"), captured.revenue());
        var wallet = wallets.of(ada);
        assertEquals(Credits.of(75), wallet.available());
        assertEquals(Credits.NONE, wallet.held());
        assertEquals(Credits.of(75), wallets.lots(ada, 10).getFirst().remaining());
        var statement = wallets.statement(ada, Long.MAX_VALUE, 10);
        assertEquals(
                List.of(5L, -30L, 100L),
                statement.stream().map(StatementLine::change).toList());
        assertEquals("a pack", statement.getLast().note());
        assertEquals(List.of(), faults());
    }

    @Test
    void two_hundred_at_once_hold_no_more_than_there_is() throws Exception {
        buy(50, "5.00");
        var keys = new AtomicLong();
        var outcomes = atOnce(200, () -> hold("key " + keys.incrementAndGet(), 1));
        assertEquals(
                50, outcomes.stream().filter(HoldOutcome.Held.class::isInstance).count());
        assertEquals(
                150,
                outcomes.stream()
                        .filter(HoldOutcome.NotEnough.class::isInstance)
                        .count());
        assertEquals(Credits.NONE, wallets.of(ada).available());
        assertEquals(List.of(), faults());
    }

    @Test
    void the_same_key_at_once_holds_once() throws Exception {
        buy(50, "5.00");
        var outcomes = atOnce(50, () -> hold("the key", 1));
        assertEquals(
                1, outcomes.stream().filter(HoldOutcome.Held.class::isInstance).count());
        assertEquals(
                49,
                outcomes.stream()
                        .filter(HoldOutcome.InProgress.class::isInstance)
                        .count());
        assertEquals(Credits.of(1), wallets.of(ada).held());
    }

    @Test
    void a_batch_whose_commit_went_unanswered_is_written_again_without_harm() throws Exception {
        buy(50, "5.00");
        var order = new HoldOrder(
                ada, OperationKey.of("test", "again", new byte[0]), Credits.of(5), PURPOSE, Attachment.none());
        var operation = new HoldOperation(order, 42);
        var batches = new Batches(database, () -> 1, List.of());
        var first = new Pending<>(operation);
        var again = new Pending<>(operation);
        batches.carryOut(List.of(first), () -> {});
        batches.carryOut(List.of(again), () -> {});
        var held = assertInstanceOf(HoldOutcome.Held.class, first.answer.get());
        assertEquals(held, again.answer.get());
        var settlement = new SettleOperation(new Settlement(held.hold(), Credits.of(5), List.of(), Attachment.none()));
        var settled = new Pending<>(settlement);
        var settledAgain = new Pending<>(settlement);
        batches.carryOut(List.of(settled), () -> {});
        batches.carryOut(List.of(settledAgain), () -> {});
        assertInstanceOf(SettleOutcome.Captured.class, settled.answer.get());
        assertInstanceOf(SettleOutcome.AlreadyCaptured.class, settledAgain.answer.get());
        assertEquals(Credits.of(45), wallets.of(ada).available());
        assertEquals(List.of(), faults());
    }

    @Test
    void a_hold_ends_once_however_many_try() throws Exception {
        buy(50, "5.00");
        var hold = held("one", 10);
        var release = new Release(hold, Release.Cause.ABANDONED, List.of(), Attachment.none());
        var ends = atOnce(40, () -> List.of(settle(hold, 10), wallets.release(release)));
        var captured = ends.stream()
                .map(List::getFirst)
                .filter(SettleOutcome.Captured.class::isInstance)
                .count();
        var released = ends.stream()
                .map(List::getLast)
                .filter(ReleaseOutcome.Released.class::isInstance)
                .count();
        assertEquals(1, captured + released);
        assertEquals(List.of(), faults());
    }

    @Test
    void an_attachment_that_fails_takes_its_operation_along_and_no_other() throws Exception {
        buy(50, "5.00");
        Attachment<HoldOutcome> poison = (outcome, at) -> {
            throw new IllegalArgumentException("poison");
        };
        var bad = new HoldOrder(ada, OperationKey.of("test", "bad", new byte[0]), Credits.of(1), PURPOSE, poison);
        var turn = new AtomicLong();
        atOnce(40, () -> {
            if (turn.incrementAndGet() != 20)
                return hold("good " + turn.get() + Thread.currentThread().threadId(), 1);
            return assertThrows(RuntimeException.class, () -> wallets.hold(bad));
        });
        assertEquals(Credits.of(39), wallets.of(ada).held());
        assertEquals(List.of(), faults());
    }

    @Test
    void an_attachment_that_ends_in_an_error_fails_alone_and_its_lane_lives_on() {
        buy(50, "5.00");
        Attachment<HoldOutcome> error = (outcome, at) -> {
            throw new AssertionError("a fault of ours");
        };
        var bad = new HoldOrder(ada, OperationKey.of("test", "bad", new byte[0]), Credits.of(1), PURPOSE, error);
        var failure = assertThrows(RuntimeException.class, () -> wallets.hold(bad));
        assertEquals("a fault of ours", rootOf(failure).getMessage());
        assertInstanceOf(HoldOutcome.Held.class, hold("good", 1));
    }

    private static Throwable rootOf(Throwable failure) {
        return failure.getCause() == null ? failure : rootOf(failure.getCause());
    }

    @Test
    void a_freeze_with_a_condition_leaves_a_freeze_that_is_not_fit_for_it() {
        assertTrue(wallets.freezeWhere(Optional::isEmpty, ada, "a dispute"));
        assertFalse(wallets.freezeWhere(Optional::isEmpty, ada, "another"));
        wallets.unfreezeWhere("another"::equals, ada);
        assertEquals(Optional.of("a dispute"), wallets.of(ada).frozenReason());
        wallets.unfreezeWhere("a dispute"::equals, ada);
        assertEquals(Optional.empty(), wallets.of(ada).frozenReason());
    }

    @Test
    void a_frozen_wallet_holds_nothing_and_settles_what_is_held() {
        buy(50, "5.00");
        var hold = held("one", 10);
        wallets.freeze(ada, "a dispute", Attachment.none());
        assertEquals(new HoldOutcome.Frozen("a dispute"), hold("two", 1));
        assertInstanceOf(SettleOutcome.Captured.class, settle(hold, 10));
        wallets.unfreeze(ada, Attachment.none());
        assertInstanceOf(HoldOutcome.Held.class, hold("two", 1));
    }

    @Test
    void a_wallet_locked_by_another_does_not_stall_its_lane() throws Exception {
        buy(50, "5.00");
        var neighbour = new CustomerNo(ada.value() + 4_000);
        try (var other = OwnerConnection.open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            other.setAutoCommit(false);
            other.createStatement().execute("select * from wallet where customer_no = " + ada + " for update");
            var waiting = threads.submit(() -> hold("waits", 1));
            var source = new Credit.Source(Credit.Source.Kind.GRANT, "neighbour " + neighbour);
            var terms = new Credit.Terms("a gift", 0, Optional.of(Instant.parse("2100-01-01T00:00:00Z")));
            wallets.credit(new Credit(neighbour, source, Credits.of(1), Credit.Paid.NOTHING, terms, Attachment.none()));
            assertTrue(!waiting.isDone());
            other.rollback();
            assertInstanceOf(HoldOutcome.Held.class, waiting.get());
        }
    }

    @Test
    void a_fee_that_comes_later_is_booked_once() throws SQLException {
        buy(50, "5.00");
        var source = new Credit.Source(Credit.Source.Kind.PURCHASE, "test-" + ada);
        assertTrue(wallets.bookFee(ada, source, Usd.parse("0.45")));
        assertTrue(!wallets.bookFee(ada, source, Usd.parse("0.45")));
        assertEquals(
                Optional.of(Usd.parse("0.45")), wallets.lots(ada, 1).getFirst().fee());
        assertEquals(List.of(), faults());
    }

    @Test
    void the_holds_of_a_dead_instance_are_stranded_and_those_of_the_living_are_not() throws SQLException {
        buy(50, "5.00");
        var living = held("living", 1);
        var dead = held("dead", 1);
        try (var owner = OwnerConnection.open();
                var statement = owner.createStatement()) {
            statement.execute(
                    "with gone as (insert into instance (renewed_at, ended_at) values (now(), now()) returning instance)"
                            + " update hold set instance = (select instance from gone) where customer_no = " + ada
                            + " and hold = "
                            + dead.hold());
        }
        var stranded = wallets.stranded(1_000).stream().map(StrandedHold::hold).toList();
        assertTrue(!stranded.contains(living));
        // The sweeper of this very application may have been faster.
        assertTrue(stranded.contains(dead) || wallets.of(ada).held().equals(Credits.of(1)));
        wallets.release(new Release(dead, Release.Cause.SWEPT, List.of(), Attachment.none()));
    }
}
