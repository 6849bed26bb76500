package farebox.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.sql.Postgres;
import farebox.testing.OwnerConnection;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who counts as dead, by the beats that PostgreSQL has seen. */
@QuarkusTest
class LeaseTest {
    private static final CustomerNo ADA = new CustomerNo(8_700_001);

    @Inject
    Wallets wallets;

    @Inject
    Lease lease;

    @Inject
    Postgres postgres;

    private HoldId hold;

    @BeforeEach
    void a_hold_of_another_instance() throws SQLException {
        var source = new Credit.Source(Credit.Source.Kind.GRANT, "lease " + System.nanoTime());
        var terms = Credit.Terms.lasting("a gift");
        wallets.credit(new Credit(ADA, source, Credits.of(1), Credit.Paid.NOTHING, terms, Attachment.none()));
        var order = new HoldOrder(
                ADA, OperationKey.random(), Credits.of(1), new HoldOrder.Purpose(1, 1, 1), Attachment.none());
        hold = ((HoldOutcome.Held) wallets.hold(order)).hold();
        asOwner("insert into instance (renewed_up) select up from pulse");
        asOwner("update hold set instance = (select max(instance) from instance) where hold = " + hold.hold()
                + " and customer_no = " + ADA);
    }

    @AfterEach
    void it_is_over() throws SQLException {
        asOwner("update instance set ended_at = now() where instance = (select max(instance) from instance)");
        wallets.release(new Release(hold, Release.Cause.SWEPT, List.of(), Attachment.none()));
    }

    @Test
    void silence_while_postgresql_was_down_does_not_count() throws SQLException {
        asOwner("update instance set renewed_at = now() - interval '1 hour'"
                + " where instance = (select max(instance) from instance)");
        assertTrue(!isDead());
    }

    @Test
    void silence_while_others_beat_counts_however_often_postgresql_was_restarted() throws SQLException {
        asOwner("update instance set renewed_at = now() - interval '16 s', renewed_up = renewed_up - interval '16 s'"
                + " where instance = (select max(instance) from instance)");
        assertTrue(isDead());
    }

    @Test
    void a_leap_of_the_clock_kills_nobody() throws SQLException {
        asOwner("update instance set renewed_up = renewed_up - interval '1 hour'"
                + " where instance = (select max(instance) from instance)");
        assertTrue(!isDead());
    }

    @Test
    void an_outage_counts_as_one_beat() throws SQLException {
        var before = up();
        asOwner("update pulse set beat_at = beat_at - interval '1 hour'");
        lease.renew();
        assertTrue(up() - before < 60, "up for " + (up() - before) + " s more");
        assertEquals(1, renewed(), "and it has beaten");
    }

    /** The sweeper of this very application may have been faster. */
    private boolean isDead() {
        return wallets.of(ADA).held().isNone()
                || wallets.stranded(1_000).stream()
                        .anyMatch(stranded -> stranded.hold().equals(hold));
    }

    private long up() {
        return number("select extract(epoch from up)::bigint from pulse");
    }

    private long renewed() {
        return number(
                "select count(*) from instance, pulse where renewed_up > pulse.up - interval '5 s' and instance = "
                        + lease.instance());
    }

    private long number(String query) {
        return postgres.first(query, row -> row.getLong(1)).orElseThrow();
    }

    private static void asOwner(String sql) throws SQLException {
        try (var owner = OwnerConnection.open();
                var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
