package farebox.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.ledger.BooksCheck;
import farebox.testing.AlteredRow;
import farebox.testing.Tampering;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever alters what was served, or what it cost, is found out by the journal. */
@QuarkusTest
class InvocationTamperTest extends InvocationScene {
    @AfterEach
    void the_customer_is_gone() throws SQLException {
        Tampering.forget(no());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update invocation set credits = credits + 1 where state = 'served' and customer_no = %s",
                "update invocation set revenue_nanos = revenue_nanos + 1 where state = 'served' and customer_no = %s",
                "update invocation set paid_credits = 1 where state = 'served' and customer_no = %s",
                "update invocation set lots = '[[1, 3, 0]]' where state = 'served' and customer_no = %s",
                "update invocation set cost_nanos = cost_nanos + 1 where state = 'served' and customer_no = %s",
                "update invocation set state = 'failed', credits = 0, paid_credits = 0 where state = 'served' and customer_no = %s",
                "update invocation set task = task + 1 where state = 'served' and customer_no = %s",
                "update invocation set state = 'swept' where state = 'failed' and customer_no = %s",
                "update invocation set hold = hold + 1 where state = 'served' and customer_no = %s",
                "update invocation set started_at = started_at - interval '1 second' where state = 'served' and customer_no = %s",
                "delete from invocation where state = 'served' and customer_no = %s",
                "insert into invocation select customer_no, started_at, 999999, ended_at, app, task, card, state, model,"
                        + " stop_reason, error_code, credits, paid_credits, lots, available, revenue_nanos, cost_nanos, estimated,"
                        + " input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, metadata"
                        + " from invocation where state = 'served' and customer_no = %s",
                "update attempt set cost_nanos = cost_nanos + 1 where outcome = 'answered' and customer_no = %s",
                "update attempt set model = model + 1 where outcome = 'answered' and customer_no = %s",
                "delete from attempt where outcome = 'answered' and customer_no = %s",
            })
    void a_change_by_sql_is_found(String change) throws SQLException {
        story();
        assertEquals(List.of(), faults(), "before");
        Tampering.asOwner(owner -> assertTrue(Tampering.execute(owner, change.formatted(no())) > 0, "changes nothing"));
        assertFalse(faults().isEmpty(), change);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                invocation; state = 'served';      available error_code estimated metadata stop_reason units
                invocation; state = 'failed';      available cache_read_tokens cache_write_tokens ended_at error_code estimated input_tokens metadata model output_tokens stop_reason units
                attempt;    outcome = 'answered';  announced_nanos estimated images millis
                """, delimiter = ';')
    void no_column_is_altered_unnoticed_but_these(String table, String rows, String but) throws SQLException {
        story();
        assertEquals(
                but, String.join(" ", AlteredRow.unnoticed(table, rows + " and customer_no = " + no(), this::faults)));
    }

    private void story() {
        grant(50);
        invoke(UUID.randomUUID().toString(), ask("standard", "Hello")).statusCode(200);
        tell("{\"bedrock\": {\"behaviours\": [{\"kind\": \"error\"}]}}");
        invoke(UUID.randomUUID().toString(), ask("standard", "Hello"));
    }

    private List<String> faults() throws SQLException {
        return BooksCheck.run(database, InvocationProofs.ALL, progress -> {}).faults().stream()
                .filter(fault -> fault.startsWith("wallet " + no() + ":"))
                .toList();
    }

    private long no() {
        return postgres.first("select customer_no from customer where id = ?", row -> row.getLong(1), customer)
                .orElseThrow();
    }
}
