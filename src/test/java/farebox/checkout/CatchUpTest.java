package farebox.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.exception.StripeException;
import farebox.checkout.Purchase.State;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens on a pay page, at Stripe's dashboard or at a bank while no webhook gets through. */
@QuarkusTest
class CatchUpTest extends MoneyBackScene {
    private static final String DISPUTED = "4000000000000259";

    @Inject
    CatchUp catchUp;

    private void caughtUp() {
        catchUp.round();
        until(() -> {
            inbox.round();
            return postgres.list("select 1 from stripe_event where state = 'waiting'", row -> 1)
                    .isEmpty();
        });
    }

    @Test
    void a_refund_that_nobody_told_of_is_booked_once() throws StripeException {
        till.refund(bought(VISA), 400);
        assertEquals(100, available());
        caughtUp();
        assertEquals(60, available());
        caughtUp();
        assertEquals(60, available());
    }

    @Test
    void a_dispute_that_nobody_told_of_freezes() {
        bought(DISPUTED);
        caughtUp();
        assertTrue(frozen().isPresent());
        assertEquals(0, available());
    }

    @Test
    void a_payment_that_nobody_told_of_is_credited() {
        pay(VISA);
        caughtUp();
        assertEquals(State.CREDITED, purchase().state());
        assertEquals(100, available());
    }

    @ParameterizedTest
    @CsvSource({"bank_debit, CREDITED, 100", "bank_debit_failing, FAILED, 0"})
    void a_bank_debit_that_nobody_told_of_ends(String how, State end, long credits) {
        Shop.payByBankDebit(page, how);
        caughtUp();
        assertEquals(State.PENDING, purchase().state());
        settle();
        until(() -> {
            caughtUp();
            return purchase().state() == end;
        });
        assertEquals(credits, available());
    }

    @Test
    void a_page_that_expired_untold_is_abandoned() {
        expire();
        caughtUp();
        assertEquals(State.ABANDONED, purchase().state());
    }

    @Test
    void next_time_only_the_last_hour_is_read_again() throws StripeException {
        catchUp.round();
        till.refund(bought(VISA), 400);
        postgres.change(
                "update sandbox.document set body = jsonb_set(body, '{created}', to_jsonb(?::bigint))"
                        + " where kind = 'event' and body #>> '{data,object,payment_intent}' = ?",
                lastHour(),
                till.payment(id()));
        catchUp.round();
        inbox.round();
        assertEquals(100, available());
    }

    private static long lastHour() {
        return Instant.now().minusSeconds(3_700).getEpochSecond();
    }
}
