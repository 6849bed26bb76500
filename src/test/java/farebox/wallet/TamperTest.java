package farebox.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.ledger.BooksCheck;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.testing.OwnerConnection;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever alters the books by SQL is found out, and the application itself cannot. */
@QuarkusTest
class TamperTest {
    private static long customers = 8_000_000;
    private static final List<String> TABLES = List.of("posting", "move", "wallet", "lot", "hold");

    @Inject
    Wallets wallets;

    @Inject
    DataSource database;

    private final CustomerNo eve = new CustomerNo(++customers);

    @BeforeEach
    void a_wallet_with_a_history() {
        var paid = new Credit.Paid(Usd.parse("10.00"), Usd.ZERO, Optional.of(Usd.parse("0.59")));
        var source = new Credit.Source(Credit.Source.Kind.PURCHASE, "tamper-" + eve);
        wallets.credit(
                new Credit(eve, source, Credits.of(100), paid, Credit.Terms.lasting("a pack"), Attachment.none()));
        for (var key : List.of("one", "two")) {
            var order = new HoldOrder(
                    eve,
                    OperationKey.of("t", key, new byte[0]),
                    Credits.of(20),
                    new HoldOrder.Purpose(1, 1, 1),
                    Attachment.none());
            if (wallets.hold(order) instanceof HoldOutcome.Held(var hold, var credits, var available)
                    && key.equals("one")) wallets.settle(new Settlement(hold, credits, List.of(), Attachment.none()));
        }
    }

    /** Wipes the wallet, so that the other tests find the books whole. */
    @AfterEach
    void the_wallet_is_gone() throws SQLException {
        asOwner(connection -> {
            for (var table : TABLES) execute(connection, "delete from " + table + " where customer_no = " + eve);
            execute(connection, "delete from posting_key where customer_no = " + eve);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update move set amount = amount + 1 where seq = 1 and line = 0 and customer_no = %s",
                "update move set amount = amount - 1 where seq = 4 and line = 1 and customer_no = %s",
                "update move set debit = 5 where kind = 5 and debit = 4 and customer_no = %s",
                "update move set kind = 3 where seq = 1 and line = 0 and customer_no = %s",
                "update move set lot = 3 where seq = 4 and line = 0 and customer_no = %s",
                "update posting set available = available + 1 where seq = 3 and customer_no = %s",
                "update posting set recorded_at = recorded_at - interval '1 second' where seq = 3 and customer_no = %s",
                "update posting set effective_at = effective_at - interval '1 day' where seq = 3 and customer_no = %s",
                "update posting set source = 'grant:x' where seq = 1 and customer_no = %s",
                "update posting set card = 9 where seq = 3 and customer_no = %s",
                "update posting set hash = decode(repeat('ab', 32), 'hex') where seq = 2 and customer_no = %s",
                "delete from posting where seq = 3 and customer_no = %s",
                "delete from move where seq = 4 and line = 1 and customer_no = %s",
                "delete from posting where seq >= 4 and customer_no = %s",
                "delete from posting where customer_no = %s",
                "insert into move (customer_no, seq, line, kind, debit, credit, amount, recorded_at)"
                        + " values (%s, 999999, 0, 5, 30, 40, 7, now())",
                "insert into move (customer_no, seq, line, kind, debit, credit, amount, recorded_at)"
                        + " values (%s, 2, 7, 5, 30, 40, 7, now())",
                "update wallet set granted = granted + 5, available = available + 5 where customer_no = %s",
                "update wallet set spent = spent - 5, available = available + 5 where customer_no = %s",
                "update wallet set seq = seq - 1 where customer_no = %s",
                "update wallet set head = decode(repeat('00', 32), 'hex') where customer_no = %s",
                "delete from wallet where customer_no = %s",
                "update lot set credits = credits + 5, remaining = remaining + 5 where customer_no = %s",
                "update lot set value_out = value_out - 1 where customer_no = %s",
                "update lot set paid_nanos = paid_nanos * 2 where customer_no = %s",
                "delete from lot where customer_no = %s",
                "update hold set credits = 1 where state = 0 and customer_no = %s",
                "update hold set state = 2, ended_at = now() where state = 0 and customer_no = %s",
                "delete from hold where state = 0 and customer_no = %s",
            })
    void a_change_by_sql_is_found(String change) throws SQLException {
        assertEquals(List.of(), faults(), "before");
        asOwner(connection -> assertTrue(execute(connection, change.formatted(eve)) > 0, "changes nothing"));
        assertFalse(faults().isEmpty(), change);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update move set amount = amount + 1 where customer_no = %s",
                "delete from move where customer_no = %s",
                "update posting set available = 0 where customer_no = %s",
                "delete from posting where customer_no = %s",
                "truncate move",
            })
    void the_application_cannot_alter_the_journal(String change) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            var refused = assertThrows(SQLException.class, () -> statement.execute(change.formatted(eve)));
            assertEquals("42501", refused.getSQLState(), "insufficient privilege");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update move set amount = amount + 1 where customer_no = %s",
                "delete from posting where customer_no = %s"
            })
    void even_the_owner_is_stopped_while_the_triggers_stand(String change) throws SQLException {
        try (var owner = OwnerConnection.open();
                var statement = owner.createStatement()) {
            var refused = assertThrows(SQLException.class, () -> statement.execute(change.formatted(eve)));
            assertTrue(refused.getMessage().contains("entries are final"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into move (customer_no, seq, line, kind, debit, credit, amount, recorded_at) values (%s, 9, 0, 4, 2, 4, 5, now())",
                "insert into move (customer_no, seq, line, kind, debit, credit, amount, recorded_at) values (%s, 9, 0, 4, 3, 2, 0, now())",
                "update wallet set available = -1, granted = -1 where customer_no = %s",
                "update wallet set available = available + 1 where customer_no = %s",
                "update lot set remaining = remaining + 1 where customer_no = %s",
            })
    void postgresql_itself_refuses_what_no_books_allow(String change) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            var refused = assertThrows(SQLException.class, () -> statement.execute(change.formatted(eve)));
            assertEquals("23514", refused.getSQLState(), "check violation");
        }
    }

    private List<String> faults() throws SQLException {
        Predicate<String> mine = fault -> fault.contains(eve.toString());
        return BooksCheck.run(database, progress -> {}).faults().stream()
                .filter(mine)
                .toList();
    }

    private interface Change {
        void by(Connection owner) throws SQLException;
    }

    /** With the triggers and the allow-list out of the way, as somebody with the owner's password could. */
    private static void asOwner(Change change) throws SQLException {
        try (var owner = OwnerConnection.open()) {
            for (var table : List.of("posting", "move"))
                execute(owner, "alter table " + table + " disable trigger user");
            var legal = "alter table move %s constraint move_is_legal";
            var definition = definition(owner);
            execute(owner, legal.formatted("drop"));
            change.by(owner);
            execute(owner, legal.formatted("add") + " " + definition + " not valid");
            for (var table : List.of("posting", "move"))
                execute(owner, "alter table " + table + " enable trigger user");
        }
    }

    private static String definition(Connection owner) throws SQLException {
        try (var statement = owner.createStatement();
                var row = statement.executeQuery("select pg_get_constraintdef(oid) from pg_constraint"
                        + " where conname = 'move_is_legal' and conrelid = 'move'::regclass")) {
            row.next();
            return row.getString(1).replace(" NOT VALID", "");
        }
    }

    private static int execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
