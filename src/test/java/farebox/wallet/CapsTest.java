package farebox.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.testing.OwnerConnection;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Caps are decided with the hold, whichever lane or instance it goes through. */
@QuarkusTest
class CapsTest {
    private static final AtomicLong NUMBERS = new AtomicLong(7_000_000);
    private static final HoldOrder.Purpose PURPOSE = new HoldOrder.Purpose(1, 1, 1);

    @Inject
    Wallets wallets;

    @Inject
    CapUse use;

    @Inject
    DataSource database;

    private final int key = Math.toIntExact(NUMBERS.incrementAndGet());
    /** Neighbours by number, so that they are in two lanes. */
    private final CustomerNo ada = somebody();

    private final CustomerNo bob = somebody();

    private CustomerNo somebody() {
        return new CustomerNo(NUMBERS.incrementAndGet());
    }

    private void give(CustomerNo customer, long credits) {
        var source =
                new Credit.Source(Credit.Source.Kind.GRANT, UUID.randomUUID().toString());
        wallets.credit(new Credit(
                customer,
                source,
                Credits.of(credits),
                Credit.Paid.NOTHING,
                Credit.Terms.lasting("a gift"),
                Attachment.none()));
    }

    private Cap cap(Cap.Scope scope, long limit) {
        return new Cap(scope, scope.ofKey() ? key : ada.value(), Credits.of(limit));
    }

    private static HoldOrder order(CustomerNo customer, long credits, Cap... caps) {
        return new HoldOrder(
                customer,
                OperationKey.random(),
                Credits.of(credits),
                PURPOSE,
                HoldOrder.Terms.within(List.of(caps)),
                Attachment.none());
    }

    private HoldId held(CustomerNo customer, long credits, Cap... caps) {
        return assertInstanceOf(HoldOutcome.Held.class, wallets.hold(order(customer, credits, caps)))
                .hold();
    }

    private HoldOutcome.CapReached refused(CustomerNo customer, long credits, Cap... caps) {
        return assertInstanceOf(HoldOutcome.CapReached.class, wallets.hold(order(customer, credits, caps)));
    }

    private void release(HoldId hold) {
        wallets.release(new Release(hold, Release.Cause.ABANDONED, List.of(), Attachment.none()));
    }

    private static long held(List<HoldOutcome> outcomes) {
        return outcomes.stream().filter(HoldOutcome.Held.class::isInstance).count();
    }

    private static <T> List<T> atOnce(int callers, Callable<T> odd, Callable<T> even) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = new ArrayList<T>();
            var calls = IntStream.range(0, callers)
                    .mapToObj(i -> i % 2 == 0 ? even : odd)
                    .toList();
            for (var future : threads.invokeAll(calls)) outcomes.add(future.get());
            return outcomes;
        }
    }

    @Test
    void two_hundred_at_once_over_two_lanes_hold_just_what_the_cap_allows() throws Exception {
        give(ada, 200);
        give(bob, 200);
        var daily = cap(Cap.Scope.KEY_DAILY, 50);
        var outcomes = atOnce(200, () -> wallets.hold(order(ada, 1, daily)), () -> wallets.hold(order(bob, 1, daily)));
        assertEquals(50, held(outcomes));
        assertEquals(
                150,
                outcomes.stream()
                        .filter(HoldOutcome.CapReached.class::isInstance)
                        .count());
        assertEquals(Credits.of(50), use.of(Cap.Scope.KEY_DAILY, key));
        assertEquals(
                50, wallets.of(ada).held().amount() + wallets.of(bob).held().amount());
    }

    @Test
    void two_instances_at_once_hold_just_what_the_cap_allows() throws Exception {
        give(ada, 200);
        give(bob, 200);
        var total = cap(Cap.Scope.KEY_TOTAL, 50);
        var other = new Lane(new Batches(database, () -> 1, List.of()));
        var thread = Thread.ofVirtual().start(other);
        var outcomes = atOnce(200, () -> wallets.hold(order(ada, 1, total)), () -> {
            var pending = new Pending<>(new HoldOperation(order(bob, 1, total), NUMBERS.incrementAndGet()));
            other.offer(pending);
            return pending.answer.get();
        });
        other.close();
        thread.join();
        assertEquals(50, held(outcomes));
        assertEquals(Credits.of(50), use.of(Cap.Scope.KEY_TOTAL, key));
    }

    @Test
    void a_release_and_a_capture_of_less_give_back() {
        give(ada, 100);
        var caps = new Cap[] {cap(Cap.Scope.KEY_DAILY, 30), cap(Cap.Scope.KEY_TOTAL, 40)};
        var one = held(ada, 20, caps);
        var two = held(ada, 10, caps);
        assertEquals(Cap.Scope.KEY_DAILY, refused(ada, 1, caps).scope());
        release(one);
        wallets.settle(new Settlement(two, Credits.of(4), List.of(), Attachment.none()));
        assertEquals(Credits.of(4), use.of(Cap.Scope.KEY_DAILY, key));
        release(one);
        assertEquals(Credits.of(4), use.of(Cap.Scope.KEY_DAILY, key), "it gives back once");
        refused(ada, 27, caps);
        held(ada, 26, caps);
        assertEquals(Credits.of(30), use.of(Cap.Scope.KEY_TOTAL, key));
    }

    @Test
    void the_first_cap_without_room_is_named_and_nothing_is_counted() {
        give(ada, 100);
        var mine = cap(Cap.Scope.CUSTOMER_DAILY, 5);
        var keys = cap(Cap.Scope.KEY_DAILY, 50);
        var refusal = refused(ada, 6, keys, mine);
        assertEquals(Cap.Scope.CUSTOMER_DAILY, refusal.scope());
        assertEquals(Credits.of(5), refusal.limit());
        assertEquals(
                Optional.of(tomorrow()),
                refusal.resetsAt().map(at -> at.atZone(ZoneOffset.UTC).toLocalDate()));
        assertEquals(Credits.NONE, use.of(Cap.Scope.KEY_DAILY, key));
        assertEquals(
                Optional.empty(), refused(ada, 6, cap(Cap.Scope.KEY_TOTAL, 5)).resetsAt());
    }

    /** By the database's clock, which is the one that counts. */
    private LocalDate tomorrow() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select (now() at time zone 'UTC')::date + 1")) {
            row.next();
            return LocalDate.parse(row.getString(1));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void a_refusal_for_want_of_credits_counts_nothing() {
        give(ada, 3);
        assertInstanceOf(HoldOutcome.NotEnough.class, wallets.hold(order(ada, 4, cap(Cap.Scope.KEY_DAILY, 50))));
        assertEquals(Credits.NONE, use.of(Cap.Scope.KEY_DAILY, key));
    }

    @Test
    void a_new_day_begins_at_nothing_and_what_is_left_of_yesterday_is_given_back_there() throws SQLException {
        give(ada, 100);
        var daily = cap(Cap.Scope.KEY_DAILY, 10);
        var yesterdays = held(ada, 10, daily);
        refused(ada, 1, daily);
        aDayPasses();
        held(ada, 8, daily);
        release(yesterdays);
        assertEquals(Credits.of(8), use.of(Cap.Scope.KEY_DAILY, key));
        refused(ada, 3, daily);
    }

    private void aDayPasses() throws SQLException {
        try (var owner = OwnerConnection.open();
                var statement = owner.createStatement()) {
            statement.execute("update cap_use set day = day - 1 where owner = " + key);
            statement.execute("update hold set capped_on = capped_on - 1 where capped_key = " + key);
        }
    }
}
