package farebox.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.ledger.Account;
import farebox.ledger.Anchors;
import farebox.ledger.BooksCheck;
import farebox.ledger.Move;
import farebox.ledger.Posting.Event;
import farebox.ledger.PostingKind;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.testing.OwnerConnection;
import farebox.testing.Tampering;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever alters the books by SQL is found out, and the application itself cannot. */
@QuarkusTest
class TamperTest extends TamperScene {
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
                "update hold set credits = 1 where state = 1 and customer_no = %s",
                "update hold set state = 2 where state = 1 and customer_no = %s",
                "update hold set task = 2 where state = 1 and customer_no = %s",
                "update hold set ended_at = ended_at + interval '1 second' where state = 1 and customer_no = %s",
                "delete from hold where state = 1 and customer_no = %s",
                "insert into hold select customer_no, 999999, credits, 2, gen_random_uuid(), fingerprint, token, app, task,"
                        + " card, instance, opened_at, null, now() from hold where state = 1 and customer_no = %s",
                "update lot set source = 'grant:x' where customer_no = %s",
                "update lot set opened_at = opened_at - interval '1 day' where customer_no = %s",
                "update lot set open = false where customer_no = %s",
                "delete from posting_key where key like 'purchase:%%' and customer_no = %s",
                "delete from posting_key where key like 'fee:%%' and customer_no = %s",
                "update posting_key set seq = seq + 1 where key like 'fee:%%' and customer_no = %s",
                "insert into posting_key (customer_no, key, seq) values (%s, 'grant:never', 1)",
                "insert into posting_key (customer_no, key, seq) values (%s, 'grant:never', 999999)",
            })
    void a_change_by_sql_is_found(String change) throws SQLException {
        assertEquals(List.of(), faults(), "before");
        Tampering.asOwner(owner -> assertTrue(Tampering.execute(owner, change.formatted(eve)) > 0, "changes nothing"));
        assertFalse(faults().isEmpty(), change);
    }

    /** The first hold and its capture never were: chain, wallet, lot and holds agree again, and only an anchor knows. */
    private static final List<String> TAIL_CUT = List.of(
            "delete from move where seq > 2 and customer_no = %s",
            "delete from posting where seq > 2 and customer_no = %s",
            "delete from hold where customer_no = %s",
            "update lot set remaining = 100, spent = 0, value_out = 0 where customer_no = %s",
            "update wallet w set available = 100, held = 0, spent = 0, seq = 2, head = p.hash from posting p"
                    + " where p.seq = 2 and p.customer_no = w.customer_no and w.customer_no = %s");

    @Test
    void a_tail_cut_with_all_its_rows_is_found_by_the_anchor() throws SQLException {
        Anchors.take(database);
        assertEquals(List.of(), faults(), "before");
        cutTheTail();
        assertTrue(faults().getFirst().contains("ends at posting 2, but was anchored at 5"), faults().toString());
    }

    @Test
    void a_tail_cut_before_any_anchor_leaves_no_trace() throws SQLException {
        cutTheTail();
        assertEquals(List.of(), faults());
    }

    @Test
    void a_wallet_that_goes_on_after_its_tail_was_cut_is_found_and_no_later_anchor_hides_it() throws SQLException {
        Anchors.take(database);
        cutTheTail();
        for (var key : List.of("three", "four", "five")) hold(key);
        Anchors.take(database);
        assertTrue(faults().getFirst().contains("posting 5 is not the one that was anchored"), faults().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update anchored_head set seq = seq - 1 where customer_no = %s",
                "delete from anchored_head where customer_no = %s",
                "update anchor set root = decode(repeat('ab', 32), 'hex') where %s > 0",
                "delete from anchor where %s > 0"
            })
    void an_altered_anchor_is_found(String change) throws SQLException {
        Anchors.take(database);
        Tampering.asOwner(owner -> Tampering.execute(owner, change.formatted(eve)));
        assertTrue(
                BooksCheck.run(database, progress -> {}).faults().stream()
                        .anyMatch(fault -> fault.startsWith("the anchored heads are not those of anchor")),
                change);
    }

    private void cutTheTail() throws SQLException {
        Tampering.asOwner(owner -> {
            for (var change : TAIL_CUT) assertTrue(Tampering.execute(owner, change.formatted(eve)) > 0, change);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update move set amount = amount + 1 where customer_no = %s",
                "delete from move where customer_no = %s",
                "update posting set available = 0 where customer_no = %s",
                "delete from posting where customer_no = %s",
                "truncate move",
                "truncate posting",
                "delete from posting_default where customer_no = %s",
                "update move_default set amount = 1 where customer_no = %s",
                "alter table move disable trigger moves_are_final",
                "alter table posting disable trigger all",
                "drop trigger moves_are_final on move",
                "create trigger mine before insert on posting for each row execute function entries_are_final()",
                "alter table move drop constraint move_is_legal",
                "alter table posting add column mine text",
                "alter table posting owner to farebox_app",
                "alter table posting detach partition posting_default",
                "drop table move",
                "set session_replication_role = replica",
                "insert into legal_move values ('grant', 'spent', 'issued')",
                "create or replace function entries_are_final() returns trigger language plpgsql as 'begin return new; end'",
                "select seal_postings(now())",
                "update anchor set root = root",
                "delete from anchor",
                "delete from seal",
            })
    void the_application_cannot_alter_the_journal(String change) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            var refused = assertThrows(SQLException.class, () -> statement.execute(change.formatted(eve)));
            assertEquals("42501", refused.getSQLState(), "insufficient privilege");
        }
    }

    @ParameterizedTest
    @CsvSource({"EXCHANGE, FX", "FUNDING, EQUITY"})
    void what_only_the_house_may_post_is_found_in_a_customers_wallet(PostingKind kind, Account from) throws Exception {
        forge(kind, Move.of(Account.BANK, from, Usd.parse("1000000")));
        assertEquals(List.of("wallet " + eve + ": posting 6 is one that only the house may have"), faults());
    }

    @Test
    void what_no_claim_says_is_owed_or_in_dispute_is_found() throws Exception {
        forge(PostingKind.DISPUTE_LOST, Move.of(Account.RECEIVABLE, Account.DISPUTE_CLAIM, Usd.parse("5")));
        assertTrue(faults().containsAll(List.of(
                "wallet " + eve + ": its claims have 0 nano-dollars in dispute, its postings -5000000000",
                "wallet " + eve + ": by its claims 0 nano-dollars are owed, by its postings 5000000000")));
    }

    /** Posts to Eve's wallet what no operation would, in good order otherwise. */
    private void forge(PostingKind kind, Move move) throws Exception {
        var forged = new Operation<Boolean>() {
            @Override
            public CustomerNo customer() {
                return eve;
            }

            @Override
            public Boolean decide(OpenWallet wallet, Moment moment) {
                wallet.post(Event.of(kind, List.of(move)).from("dispute:none"), moment.at());
                return true;
            }
        };
        new Batches(database, () -> 1, List.of()).carryOut(List.of(new Pending<>(forged)), () -> {});
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
}
