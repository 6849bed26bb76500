package farebox.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.ledger.BooksCheck;
import farebox.testing.Tampering;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever alters what was bought is found out by the lots. */
@QuarkusTest
class PurchaseTamperTest extends QuietStripe {
    @Inject
    DataSource database;

    @BeforeEach
    void a_credited_purchase() {
        pay(VISA);
        credit();
    }

    @AfterEach
    void the_customer_is_gone() throws SQLException {
        Tampering.forget(ada.no().value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update purchase set credits = credits + 1 where customer_no = %s",
                "update purchase set net_cents = net_cents - 1 where customer_no = %s",
                "update purchase set customer_no = customer_no + 1000000 where customer_no = %s",
                "update purchase set state = 'abandoned', credited_at = null where customer_no = %s",
                "delete from purchase where customer_no = %s",
                "delete from lot where customer_no = %s",
            })
    void a_change_by_sql_is_found(String change) throws SQLException {
        var mine = ada.no().value();
        assertEquals(List.of(), faults(), "before");
        Tampering.asOwner(owner -> assertTrue(Tampering.execute(owner, change.formatted(mine)) > 0, "changes nothing"));
        assertFalse(faults().isEmpty(), change);
    }

    private List<String> faults() throws SQLException {
        return BooksCheck.run(database, PurchaseProofs.ALL, progress -> {}).faults().stream()
                .filter(fault -> fault.startsWith("wallet " + ada.no() + ":"))
                .toList();
    }
}
