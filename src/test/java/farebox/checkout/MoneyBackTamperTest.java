package farebox.checkout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.stripe.exception.StripeException;
import farebox.money.Usd;
import farebox.testing.AlteredRow;
import farebox.testing.Tampering;
import farebox.wallet.Attachment;
import farebox.wallet.OwingEnd;
import farebox.wallet.OwingEnd.How;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                purchase; check_at credited_at livemode metadata opened_at pack pack_name payment_intent price_cents session session_url stripe_key
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from posting_key where key like 'funds:%%' and customer_no = %s",
                "insert into posting_key select customer_no, key || 'x', seq from posting_key"
                        + " where key like 'funds:%%' and customer_no = %s",
                "delete from posting_key where key like 'owing:%%' and customer_no = %s",
            })
    void what_moved_money_has_one_key(String change) throws SQLException, StripeException {
        var payment = bought(DISPUTED);
        spend(40);
        var dispute = till.dispute(payment);
        till.closeDispute(dispute, "lost");
        told("charge.dispute.closed", dispute);
        wallets.endOwing(
                new OwingEnd(ada.no(), "dispute:" + dispute, "x1", Usd.parse("4"), How.WRITTEN_OFF, Attachment.none()));
        assertEquals(List.of(), faults());
        Tampering.asOwner(owner -> assertEquals(1, Tampering.execute(owner, change.formatted(ada.no()))));
        assertEquals(1, faults().size(), change);
    }

    @Test
    void what_older_versions_left_of_a_gift_that_failed_is_put_right() throws Exception {
        var refund = till.refund(bought(VISA), 1000);
        told("refund.created", refund);
        till.failRefund(refund);
        told("refund.failed", refund);
        var left = "update claim set rest_nanos = 1 where customer_no = " + ada.no();
        Tampering.asOwner(owner -> assertEquals(1, Tampering.execute(owner, left)));
        assertFalse(faults().isEmpty());
        try (var migration = getClass().getResourceAsStream("/db/migration/V46__unbooked.sql")) {
            var sql = new String(migration.readAllBytes(), UTF_8);
            Tampering.asOwner(owner -> Tampering.execute(owner, sql));
        }
        assertEquals(List.of(), faults());
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
