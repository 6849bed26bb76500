package farebox.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.ledger.BooksCheck;
import farebox.testing.OwnerConnection;
import farebox.testing.Tampering;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who weakens what keeps the journal as it is, is found out before anything is altered. */
@QuarkusTest
class GuardTamperTest {
    @Inject
    DataSource database;

    private List<String> faults() throws SQLException {
        return BooksCheck.run(database, progress -> {}).faults();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                """
                alter table move disable trigger moves_are_final \
                | alter table move enable trigger moves_are_final \
                | the guard of public.move is gone or switched off""",
                """
                alter table posting_default disable trigger postings_are_final \
                | alter table posting_default enable trigger postings_are_final \
                | the guard of public.posting_default is gone or switched off""",
                """
                create or replace function entries_are_final() returns trigger language plpgsql as 'begin return new; end' \
                | create or replace function entries_are_final() returns trigger language plpgsql as \
                $$ begin raise exception 'entries are final: post a correction'; end $$ \
                | the guard of the journal stops nothing""",
                """
                grant delete on posting to farebox_app \
                | revoke delete on posting from farebox_app \
                | the application has the right to delete rows of public.posting""",
                """
                grant update (amount) on move to farebox_app \
                | revoke update (amount) on move from farebox_app \
                | the application has the right to update rows of public.move""",
                """
                grant truncate on move_default to farebox_app \
                | revoke truncate on move_default from farebox_app \
                | the application has the right to truncate rows of public.move_default""",
            })
    void a_guard_that_is_weakened_is_found(String change, String undoing, String fault) throws SQLException {
        assertEquals(List.of(), guards());
        try (var owner = OwnerConnection.open()) {
            Tampering.execute(owner, change);
            var found = guards();
            Tampering.execute(owner, undoing);
            assertTrue(found.contains(fault), found.toString());
        }
        assertEquals(List.of(), guards());
    }

    private List<String> guards() throws SQLException {
        return faults().stream()
                .filter(fault -> fault.contains("guard") || fault.contains("right to") || fault.contains("legal moves"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind = any (''{1,2,3}''::integer[])",
                "kind * 10000 + debit * 100 + credit = any (''%s''::integer[]) or true"
            })
    void another_list_of_legal_moves_than_the_table_is_found(String list) throws SQLException {
        Tampering.asOwner(owner -> {
            Tampering.execute(owner, """
                    do $$ begin
                      execute format('alter table move add constraint move_is_legal check (%s) not valid',
                                     (select array_agg(k.code * 10000 + d.code * 100 + c.code order by k.code, d.code, c.code)
                                        from legal_move m
                                        join posting_kind k on k.name = m.kind
                                        join account d on d.name = m.debit
                                        join account c on c.name = m.credit));
                    end $$""".formatted(list));
            assertTrue(faults().contains("PostgreSQL holds another list of legal moves than its table"));
            Tampering.execute(owner, "alter table move drop constraint move_is_legal");
        });
    }
}
