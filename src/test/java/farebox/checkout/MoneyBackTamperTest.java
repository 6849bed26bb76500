package farebox.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.stripe.exception.StripeException;
import farebox.testing.AlteredRow;
import farebox.testing.Tampering;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was bought and given back cannot be altered without the books noticing, but for what they do not say. */
@QuarkusTest
class MoneyBackTamperTest extends MoneyBackScene {
    private static final String DISPUTED = "4000000000000259";

    @AfterEach
    void the_customer_is_gone() throws SQLException {
        Tampering.forget(ada.no().value());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                lot;      note priority
                purchase; check_at credited_at livemode opened_at pack pack_name payment_intent price_cents session session_url stripe_key
                claim;    recorded_at
                refund;   asked_at booked_at check_at id reason refusal
                """, delimiter = ';')
    void no_column_of_a_refund_is_altered_unnoticed_but_these(String table, String but)
            throws SQLException, StripeException {
        var payment = bought(VISA);
        spend(90);
        told("refund.created", till.refund(payment, 250));
        assertEquals(but, unnoticed(table));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                claim;    recorded_at
                dispute;  booked_at cents check_at froze opened_at
                """, delimiter = ';')
    void no_column_of_a_dispute_is_altered_unnoticed_but_these(String table, String but)
            throws SQLException, StripeException {
        var payment = bought(DISPUTED);
        spend(40);
        var dispute = till.dispute(payment);
        told("charge.dispute.created", dispute);
        till.closeDispute(dispute, "lost");
        told("charge.dispute.closed", dispute);
        assertEquals(but, unnoticed(table));
    }

    private String unnoticed(String table) throws SQLException {
        var mine = postgres.first(
                        "select count(*) from information_schema.columns where column_name = 'customer_no' and table_name = ?",
                        row -> row.getLong(1) > 0,
                        table)
                .orElseThrow();
        var rows = mine ? "customer_no = " + ada.no() : "purchase = '" + id() + "'";
        return String.join(" ", AlteredRow.unnoticed(table, rows, this::faults));
    }
}
