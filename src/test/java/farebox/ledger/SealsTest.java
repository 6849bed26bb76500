package farebox.ledger;

import static farebox.ledger.Account.AVAILABLE;
import static farebox.ledger.Account.DEFERRED;
import static farebox.ledger.Account.HELD;
import static farebox.ledger.Account.ISSUED;
import static farebox.ledger.Account.REVENUE;
import static farebox.ledger.Account.SPENT;
import static farebox.ledger.Account.STRIPE_BALANCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.ledger.Posting.Event;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.sql.Postgres;
import farebox.sql.RowStatement;
import farebox.testing.OwnerConnection;
import farebox.testing.Tampering;
import farebox.wallet.Wallets;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A wallet that bought in January 2020, and spent then and in February; the hold of January's last second is open. */
@QuarkusTest
class SealsTest {
    private static final CustomerNo OLD = new CustomerNo(7_777_777);
    private static final YearMonth JANUARY = YearMonth.of(2020, 1);
    private static final List<String> MONTHS = List.of("20200101", "20200201");

    @Inject
    DataSource database;

    @Inject
    Postgres postgres;

    @Inject
    Wallets wallets;

    private final List<Posting> postings = new ArrayList<>();
    private byte[] head = new byte[32];

    @BeforeEach
    void a_wallet_of_2020() throws SQLException {
        Tampering.asOwner(owner -> {
            for (var month : MONTHS) partition(owner, month);
            owner.setAutoCommit(false);
            post("2020-01-10T00:00:00Z", purchase(), 100, 0);
            post("2020-01-20T00:00:00Z", hold(2), 90, 10);
            post("2020-01-20T00:00:01Z", capture(2), 90, 0);
            post("2020-01-31T23:59:59Z", hold(4), 80, 10);
            post("2020-02-01T00:00:00Z", capture(4), 80, 0);
            for (var posting : postings)
                for (var row : Journal.rows(posting)) RowStatement.write(owner, List.of(List.of(row)));
            for (var row : rows()) Tampering.execute(owner, row);
            owner.commit();
            owner.setAutoCommit(true);
        });
    }

    @AfterEach
    void nothing_is_sealed() throws SQLException {
        Tampering.forget(OLD.value());
        try (var owner = OwnerConnection.open()) {
            Tampering.execute(owner, "delete from seal");
            for (var month : MONTHS)
                Tampering.execute(owner, "drop table if exists posting_%s, move_%s".formatted(month, month));
        }
    }

    @Test
    void a_sealed_month_leaves_the_journal_and_the_books_stay_proved() throws SQLException {
        assertEquals(List.of(), faults(), "before");
        var before = balance();
        var seal = seal();
        assertEquals(List.of("move_20200101", "posting_20200101"), seal.tables());
        assertEquals(List.of(), faults());
        assertEquals(before, balance(), "the trial balance counts what is sealed");
        assertEquals(1, count("posting"));
        assertEquals(4, count("posting_20200101"));
    }

    @Test
    void the_next_month_is_sealed_onto_it() throws SQLException {
        seal();
        try (var owner = OwnerConnection.open()) {
            Seals.seal(owner, JANUARY.plusMonths(1));
        }
        assertEquals(List.of(), faults());
        assertEquals(0, count("posting"));
        assertEquals(0, count("sealed_hold"), "the hold has ended meanwhile");
    }

    @Test
    void balances_of_the_past_reach_back_to_the_seal() throws SQLException {
        var open = wallets.of(OLD, Instant.parse("2020-01-31T23:59:59Z")).orElseThrow();
        seal();
        assertEquals(
                80,
                wallets.of(OLD, Instant.parse("2020-02-02T00:00:00Z"))
                        .orElseThrow()
                        .available()
                        .amount());
        assertEquals(10, open.held().amount());
        assertTrue(wallets.of(OLD, Instant.parse("2020-01-31T23:59:59Z")).isEmpty());
    }

    @Test
    void what_is_sealed_cannot_be_altered_unseen() throws SQLException {
        for (var change : List.of(
                "update sealed_move set amount = amount + 1 where customer_no = %s and debit = 4",
                "update sealed_wallet set available = available + 1 where customer_no = %s",
                "delete from sealed_hold where customer_no = %s",
                "delete from sealed_move where customer_no = %s",
                "delete from seal where %s > 0")) {
            seal();
            Tampering.asOwner(owner -> Tampering.execute(owner, change.formatted(OLD)));
            assertFalse(BooksCheck.run(database, progress -> {}).ok(), change);
            nothing_is_sealed();
            postings.clear();
            head = new byte[32];
            a_wallet_of_2020();
        }
    }

    @Test
    void the_present_is_not_sealed() throws SQLException {
        try (var owner = OwnerConnection.open()) {
            var refused = assertThrows(SQLException.class, () -> Seals.seal(owner, YearMonth.of(2999, 1)));
            assertTrue(refused.getMessage().contains("a week after its end"), refused.getMessage());
        }
    }

    private static Seals.Seal seal() throws SQLException {
        try (var owner = OwnerConnection.open()) {
            return Seals.seal(owner, JANUARY);
        }
    }

    private List<String> faults() throws SQLException {
        return BooksCheck.run(database, progress -> {}).faults();
    }

    private String balance() {
        return postgres.first(
                        "select string_agg(t::text, ' ' order by t.code) from trial_balance t", row -> row.getString(1))
                .orElseThrow();
    }

    /** By the owner, since a detached table is none of the application's business. */
    private static long count(String table) throws SQLException {
        try (var owner = OwnerConnection.open();
                var statement = owner.createStatement();
                var row = statement.executeQuery("select count(*) from " + table + " where customer_no = " + OLD)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void partition(Connection owner, String month) throws SQLException {
        for (var parent : List.of("posting", "move"))
            Tampering.execute(
                    owner,
                    "create table if not exists %s_%s partition of %s for values from ('%s UTC') to ('%s UTC'::timestamptz + interval '1 month')"
                            .formatted(parent, month, parent, month, month));
    }

    private void post(String at, Event event, long available, long held) {
        var posting = Posting.chain(
                OLD,
                postings.size() + 1,
                event,
                Posting.Times.now(Instant.parse(at)),
                new Posting.After(available, held),
                head);
        head = posting.hash();
        postings.add(posting);
    }

    private static Event purchase() {
        return Event.of(
                        PostingKind.PURCHASE,
                        List.of(
                                Move.ofLot(AVAILABLE, ISSUED, Credits.of(100), 1),
                                Move.ofLot(STRIPE_BALANCE, DEFERRED, Usd.parse("10.00"), 1)))
                .from("purchase:old");
    }

    private static Event hold(long hold) {
        return Event.of(PostingKind.HOLD, List.of(Move.of(HELD, AVAILABLE, Credits.of(10))))
                .ofHold(hold, 1, 1);
    }

    private static Event capture(long hold) {
        return Event.of(
                        PostingKind.CAPTURE,
                        List.of(
                                Move.ofLot(SPENT, HELD, Credits.of(10), 1),
                                Move.ofLot(DEFERRED, REVENUE, Usd.parse("1.00"), 1)))
                .ofHold(hold, 1, 1);
    }

    private List<String> rows() {
        var hold =
                "insert into hold (customer_no, hold, credits, state, key, fingerprint, token, app, task, card, instance,"
                        + " opened_at, ended_at) values (%s, %d, 10, 1, gen_random_uuid(), gen_random_uuid(), 1, 1, 1, 1, 1, '%s', '%s')";
        return List.of(
                "insert into wallet (customer_no, granted, available, spent, seq, head) values (%s, 100, 80, 20, 5, decode('%s', 'hex'))"
                        .formatted(OLD, HexFormat.of().formatHex(head)),
                "insert into lot (customer_no, lot, source, credits, paid_nanos, remaining, spent, value_out, opened_at)"
                        + " values (%s, 1, 'purchase:old', 100, 10000000000, 80, 20, 2000000000, '2020-01-10 UTC')"
                                .formatted(OLD),
                "insert into posting_key values (%s, 'purchase:old', 1)".formatted(OLD),
                hold.formatted(OLD, 2, "2020-01-20 00:00:00 UTC", "2020-01-20 00:00:01 UTC"),
                hold.formatted(OLD, 4, "2020-01-31 23:59:59 UTC", "2020-02-01 00:00:00 UTC"));
    }
}
