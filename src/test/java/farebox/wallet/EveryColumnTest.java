package farebox.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.ledger.BooksCheck;
import farebox.testing.AlteredRow;
import farebox.testing.Tampering;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the books notice of whatever is altered in the rows of a wallet. */
@QuarkusTest
class EveryColumnTest extends TamperScene {
    @ParameterizedTest
    @CsvSource(textBlock = """
                posting;     seq = 4; ''
                move;        seq = 4 and line = 0; ''
                wallet;      true;                   frozen_reason
                lot;         true;                   expires_at note priority
                hold;        state = 1;              app capped_key capped_on caps fingerprint instance key token
                hold;        state = 0;              app capped_key capped_on caps fingerprint instance key token
                posting_key; key like 'fee:%'; ''
                """, delimiter = ';')
    void no_column_is_altered_unnoticed_but_these(String table, String rows, String but) throws SQLException {
        assertEquals(
                but,
                String.join(
                        " ",
                        AlteredRow.unnoticed(
                                table,
                                rows + " and customer_no = " + eve,
                                () -> BooksCheck.run(database, progress -> {}).faults())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update move set amount = 99999 where kind = 5 and debit = 4 and customer_no = %s",
                "update move set amount = 9223372036854775807 where customer_no = %s",
                "update move set lot = -1 where lot is not null and customer_no = %s",
                "update posting set customer_no = customer_no + 1000000 where kind = 1 and customer_no = %s",
                "update posting set kind = 99 where seq = 3 and customer_no = %s",
                "update posting set recorded_at = 'infinity' where seq = 3 and customer_no = %s",
                "update posting set effective_at = '-infinity' where seq = 3 and customer_no = %s",
                "update posting set seq = 9223372036854775807 where seq = 3 and customer_no = %s",
                "update wallet set seq = 9223372036854775807 where customer_no = %s",
                "update wallet set seq = 1000000000000 where customer_no = %s",
            })
    void what_no_lane_could_write_is_found_too(String change) throws SQLException {
        Tampering.asOwner(owner -> assertTrue(Tampering.execute(owner, change.formatted(eve)) > 0, "changes nothing"));
        assertFalse(faults().isEmpty(), change);
    }
}
