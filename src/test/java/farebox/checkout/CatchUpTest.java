package farebox.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.exception.StripeException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What happens at Stripe's dashboard or at a bank while no webhook gets through. */
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
