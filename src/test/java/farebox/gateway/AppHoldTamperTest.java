package farebox.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.customer.GrantProofs;
import farebox.ledger.BooksCheck;
import farebox.ledger.BooksProof;
import farebox.testing.AlteredRow;
import farebox.testing.Tampering;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever alters what an app was told of its holds, or what was given back, is found out by the journal. */
@QuarkusTest
class AppHoldTamperTest extends InvocationScene {
    private static final List<BooksProof> PROOFS = Stream.of(AppHoldProofs.ALL, CorrectionProofs.ALL, GrantProofs.ALL)
            .flatMap(List::stream)
            .toList();

    @Inject
    Corrections corrections;

    @AfterEach
    void the_customer_is_gone() throws SQLException {
        Tampering.forget(no());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update app_hold set captured = captured + 1 where captured is not null and customer_no = %s",
                "update app_hold set captured = null where captured is not null and customer_no = %s",
                "update app_hold set captured = 0 where captured is null and customer_no = %s",
                "update app_hold set lots = '[]' where captured is not null and customer_no = %s",
                "update app_hold set lots = '[[1, 12, 1]]' where captured is not null and customer_no = %s",
                "update app_hold set hold = hold + 100 where customer_no = %s",
                "delete from app_hold where customer_no = %s",
                "update correction set credits = credits + 1 where customer_no = %s",
                "update correction set revenue_nanos = revenue_nanos + 1 where customer_no = %s",
                "update correction set hold = hold + 100 where customer_no = %s",
                "delete from correction where customer_no = %s",
            })
    void a_change_by_sql_is_found(String change) throws SQLException {
        story();
        assertEquals(List.of(), faults(), "before");
        Tampering.asOwner(owner -> assertTrue(Tampering.execute(owner, change.formatted(no())) > 0, "changes nothing"));
        assertFalse(faults().isEmpty(), change);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                app_hold;   captured is not null;  available metadata units
                correction; true; ''
                app_grant;  true;                  customer_no fingerprint metadata
                """, delimiter = ';')
    void no_column_is_altered_unnoticed_but_these(String table, String rows, String but) throws SQLException {
        story();
        assertEquals(
                but, String.join(" ", AlteredRow.unnoticed(table, rows + " and customer_no = " + no(), this::faults)));
    }

    private void story() {
        grant(50);
        hold();
        var captured = hold();
        app().body("{\"credits\": 7}").post("/v1/holds/" + captured + "/capture");
        var mistaken = hold();
        app().body("{\"credits\": 3}").post("/v1/holds/" + mistaken + "/capture");
        app().post("/v1/holds/" + hold() + "/release");
        corrections.correct(AppHold.holdOf(mistaken).orElseThrow(), List.of());
    }

    private List<String> faults() throws SQLException {
        return BooksCheck.run(database, PROOFS, progress -> {}).faults().stream()
                .filter(fault -> fault.startsWith("wallet " + no() + ":"))
                .toList();
    }

    private long no() {
        return postgres.first("select customer_no from customer where id = ?", row -> row.getLong(1), customer)
                .orElseThrow();
    }
}
