package farebox.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import farebox.money.Credits;
import farebox.money.Usd;
import farebox.sql.RowStatement;
import farebox.wallet.Lot;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people may do about a purchase that was flagged. */
@QuarkusTest
class CreditAsPaidTest extends QuietStripe {
    static final RowStatement NOTE = RowStatement.of("""
            insert into audit (operator, action, subject, detail)
            select 'olga', 'credited', u.subject, '' from unnest(?) as u (subject)
            """, "text");

    private FulfilOutcome creditAsPaid(Purchase seen) {
        return checkout.creditAsPaid(seen, NOTE.row(ada.id()));
    }

    @Test
    void what_was_really_paid_is_credited_and_noted_once() {
        pay(VISA);
        postgres.change("update purchase set price_cents = 999 where id = ?", id());
        assertInstanceOf(FulfilOutcome.Flagged.class, checkout.fulfil(session()));
        var flagged = purchase();
        for (int i = 0; i < 2; i++) assertInstanceOf(FulfilOutcome.Credited.class, creditAsPaid(flagged));
        assertInstanceOf(FulfilOutcome.Credited.class, creditAsPaid(purchase()));
        assertEquals(Optional.empty(), purchase().flag());
        assertEquals(
                List.of(Usd.ofCents(1000)),
                wallets.lots(ada.no(), 10).stream().map(Lot::paid).toList());
        assertEquals(
                Optional.of(1L),
                postgres.first("select count(*) from audit where subject = ?", row -> row.getLong(1), ada.id()));
    }

    @Test
    void what_was_never_paid_is_not_credited() {
        postgres.change("update purchase set flag = 'Odd.' where id = ?", id());
        assertInstanceOf(FulfilOutcome.NotOurs.class, creditAsPaid(purchase()));
        assertEquals(Credits.NONE, shop.available(ada));
    }
}
