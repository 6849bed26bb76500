package farebox.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.gateway.InvocationProofs;
import farebox.ledger.BooksCheck;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.sql.Postgres;
import farebox.sql.RowStatement;
import farebox.sql.RowStatement.Row;
import farebox.testing.OwnerConnection;
import farebox.testing.Tampering;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hold is committed, the answer is lost, and a sweep comes before the lane: then nothing was called for it. */
@QuarkusTest
class HoldMadeAgainTest {
    private static final long PATIENCE_NANOS = 20_000_000_000L;
    private static final RowStatement ANNOUNCED = RowStatement.of("""
            insert into attempt (customer_no, opened_at, hold, attempt, model, price, announced_nanos)
            select customer_no, opened_at, hold, 1, 1, 1, 4711 from unnest(?, ?, ?) as n (customer_no, opened_at, hold)
            """, "int8", "timestamptz", "int8");
    private static long customers = 8_800_000;

    @Inject
    Wallets wallets;

    @Inject
    Lease lease;

    @Inject
    Postgres postgres;

    @Inject
    DataSource database;

    @Inject
    @All
    List<WalletChange.Attachment> attachments;

    private final CustomerNo ada = new CustomerNo(++customers);
    private HoldOperation operation;

    @BeforeEach
    void a_hold_of_which_nobody_heard_is_swept() throws Exception {
        var source = new Credit.Source(Credit.Source.Kind.GRANT, "again");
        var terms = Credit.Terms.lasting("a gift");
        wallets.credit(new Credit(ada, source, Credits.of(5), Credit.Paid.NOTHING, terms, Attachment.none()));
        var purpose = new HoldOrder.Purpose(1, 1, 1);
        var order = new HoldOrder(ada, OperationKey.random(), Credits.of(2), purpose, HoldMadeAgainTest::announcing);
        operation = new HoldOperation(order, 4711);
        carryOut(operation, deadInstance());
        var begun = System.nanoTime();
        while (!wallets.of(ada).held().isNone())
            assertTrue(System.nanoTime() - begun < PATIENCE_NANOS, "it is never swept");
        assertEquals(4711, cost(), "the sweep cannot know better");
    }

    @AfterEach
    void the_wallet_is_gone() throws SQLException {
        Tampering.forget(ada.value());
    }

    @Test
    void made_again_it_leaves_no_estimate_behind() throws Exception {
        var held = assertInstanceOf(HoldOutcome.Held.class, carryOut(operation, lease.instance()));
        assertEquals(Credits.of(2), wallets.of(ada).held());
        assertNothingWasSpentOnModels();
        wallets.release(new Release(held.hold(), Release.Cause.ABANDONED, List.of(), Attachment.none()));
    }

    @Test
    void withdrawn_it_leaves_no_estimate_behind() throws Exception {
        carryOut(new WithdrawOperation(operation), lease.instance());
        assertEquals(Credits.NONE, wallets.of(ada).held());
        assertNothingWasSpentOnModels();
    }

    private <O> O carryOut(Operation<O> operation, int instance) throws Outage {
        var pending = new Pending<>(operation);
        new Batches(database, () -> instance, attachments).carryOut(List.of(pending), () -> {});
        return pending.answer.join();
    }

    private void assertNothingWasSpentOnModels() throws SQLException {
        assertEquals(0, cost());
        assertEquals(0, number("select sum(cost_nanos) from attempt where customer_no = ?"));
        assertEquals(0, number("select sum(cost_nanos) from invocation where customer_no = ?"));
        var faults =
                BooksCheck.run(database, InvocationProofs.ALL, progress -> {}).faults();
        assertEquals(
                List.of(),
                faults.stream()
                        .filter(fault -> fault.startsWith("wallet " + ada))
                        .toList());
    }

    private static List<Row> announcing(HoldOutcome outcome, Instant at) {
        return outcome instanceof HoldOutcome.Held(var hold, var credits, var available)
                ? List.of(ANNOUNCED.row(hold.customer().value(), hold.openedAt(), hold.hold()))
                : List.of();
    }

    private static int deadInstance() throws SQLException {
        try (var owner = OwnerConnection.open();
                var statement = owner.createStatement();
                var row = statement.executeQuery("insert into instance (ended_at) values (now()) returning instance")) {
            row.next();
            return row.getInt(1);
        }
    }

    private long cost() {
        return number("select sum(case when debit = 51 then amount else -amount end) from move"
                + " where customer_no = ? and 51 in (debit, credit)");
    }

    private long number(String query) {
        return postgres.first(query, row -> row.getLong(1), ada.value()).orElseThrow();
    }
}
