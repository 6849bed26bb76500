package farebox.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Refunds and corrections on a real PostgreSQL. */
@QuarkusTest
class ClaimsTest extends ClaimScene {
    private RefundOutcome refund(String id, Refund.Spent spent) {
        return wallets.refund(new Refund(ada, PURCHASE, id, PRICE, Usd.parse("1.90"), spent, Attachment.none()));
    }

    private void refundPart(String dollars, Refund.Spent spent) {
        wallets.refund(new Refund(ada, PURCHASE, dollars, Usd.parse(dollars), Usd.ZERO, spent, Attachment.none()));
    }

    @Test
    void a_refund_takes_what_is_there_and_the_rest_when_holds_end() {
        var held = hold("one", 40);
        assertEquals(
                new RefundOutcome.Refunded(Credits.of(60), Credits.of(40), Credits.NONE),
                refund("re_1", Refund.Spent.CLAWBACK));
        assertEquals(Usd.parse("4.00"), wallets.claims(ada, 9).getFirst().owed());
        capture(held, 10);
        assertEquals(Credits.of(90), totals().revoked());
        assertEquals(Usd.parse("1.00"), wallets.claims(ada, 9).getFirst().owed());
        assertInstanceOf(RefundOutcome.AlreadyRefunded.class, refund("re_1", Refund.Spent.CLAWBACK));
        assertTrue(owing("refund:re_1", "1.00", OwingEnd.How.WRITTEN_OFF));
        assertFalse(owing("refund:re_1", "1.00", OwingEnd.How.WRITTEN_OFF));
    }

    @Test
    void a_forecast_is_what_the_refund_then_takes() {
        spend("one", 25);
        hold("two", 5);
        var forecast = new RefundForecast(Credits.NONE, Credits.NONE, Usd.ZERO);
        for (var part : List.of("0.33", "3.10", "4.07", "2.50")) {
            var net = Usd.parse(part);
            forecast = wallets.forecast(ada, PURCHASE, net).orElseThrow();
            var refund = new Refund(ada, PURCHASE, part, net, Usd.ZERO, Refund.Spent.CLAWBACK, Attachment.none());
            var taken = assertInstanceOf(RefundOutcome.Refunded.class, wallets.refund(refund));
            assertEquals(forecast.unspent(), taken.revoked().plus(taken.waiting()), part);
        }
        assertEquals(new RefundForecast(Credits.NONE, Credits.of(25), Usd.parse("2.50")), forecast);
        assertEquals(forecast.rest(), wallets.claims(ada, 1).getFirst().owed());
        assertEquals(Optional.empty(), wallets.forecast(ada, new Credit.Source(Credit.Source.Kind.GRANT, "x"), PRICE));
    }

    @Test
    void a_refund_of_a_used_up_lot_can_fail_later() {
        spend("one", 30);
        refund("re_1", Refund.Spent.GOODWILL);
        assertEquals(Credits.NONE, totals().available());
        assertTrue(wallets.refundFailed(ada, "re_1"));
        assertFalse(wallets.refundFailed(ada, "re_1"));
        assertEquals(Credits.of(70), totals().available());
        spend("two", 70);
        refund("re_2", Refund.Spent.CLAWBACK);
        assertEquals(PRICE, wallets.claims(ada, 9).getFirst().owed());
        assertTrue(wallets.refundFailed(ada, "re_2"));
    }

    @Test
    void what_was_paid_or_written_off_of_a_debt_that_never_was_stays_in_sight() {
        spend("one", 100);
        refund("re_1", Refund.Spent.CLAWBACK);
        assertTrue(owing("refund:re_1", "4.00", OwingEnd.How.PAID_THROUGH_STRIPE));
        assertTrue(wallets.refundFailed(ada, "re_1"));
        assertEquals(Usd.parse("-4.00"), wallets.claims(ada, 9).getFirst().owed());
        assertEquals(Usd.parse("-4.00"), account("receivable"));
        assertFalse(owing("refund:re_1", "1.00", OwingEnd.How.WRITTEN_OFF));
    }

    @Test
    void a_capture_of_a_used_up_lot_is_corrected_once() {
        var held = hold("one", 100);
        capture(held, 100);
        assertEquals(
                new CorrectionOutcome.Corrected(Credits.of(100), Credits.of(100), PRICE),
                wallets.correctCapture(held, Attachment.none()));
        assertInstanceOf(CorrectionOutcome.AlreadyCorrected.class, wallets.correctCapture(held, Attachment.none()));
        spend("two", 100);
    }

    @Test
    void a_mistaken_grant_is_taken_back_as_far_as_it_is_unspent() {
        wallets.credit(new Credit(
                ada,
                new Credit.Source(Credit.Source.Kind.GRANT, "g1"),
                Credits.of(50),
                Credit.Paid.NOTHING,
                new Credit.Terms("a mistake", -1, Optional.empty()),
                Attachment.none()));
        spend("one", 20);
        assertEquals(Credits.of(30), wallets.correctGrant(ada, "g1", Attachment.none()));
        assertEquals(Credits.NONE, wallets.correctGrant(ada, "g1", Attachment.none()));
        assertEquals(Credits.of(100), totals().available());
    }

    @Test
    void fractions_of_a_credit_are_given_and_come_back_with_a_refund_that_fails() {
        refundPart("0.33", Refund.Spent.GOODWILL);
        assertEquals(Usd.parse("0.03"), account("refunds"));
        refundPart("0.37", Refund.Spent.GOODWILL);
        assertEquals(Usd.ZERO, account("refunds"));
        assertTrue(wallets.refundFailed(ada, "0.37"));
        assertEquals(Usd.parse("0.03"), account("refunds"));
        assertEquals(Usd.parse("-9.70"), account("deferred"));
    }

    @Test
    void fractions_of_a_credit_that_holds_gave_free_are_owed_no_more_once_the_refund_fails() {
        refundPart("0.33", Refund.Spent.CLAWBACK);
        var held = hold("one", 97);
        refundPart("0.37", Refund.Spent.CLAWBACK);
        assertEquals(Usd.parse("0.37"), account("receivable"));
        wallets.release(new Release(held, Release.Cause.ABANDONED, List.of(), Attachment.none()));
        assertEquals(Usd.parse("-0.03"), account("receivable"));
        assertTrue(wallets.refundFailed(ada, "0.37"));
        assertEquals(Usd.ZERO, account("receivable"));
        assertEquals(Usd.parse("-9.70"), account("deferred"));
    }

    @Test
    void nothing_is_refunded_of_what_was_never_bought() {
        var nobody = new CustomerNo(CUSTOMERS.incrementAndGet());
        assertInstanceOf(
                RefundOutcome.NothingCredited.class,
                wallets.refund(new Refund(
                        nobody, PURCHASE, "re_9", PRICE, Usd.ZERO, Refund.Spent.GOODWILL, Attachment.none())));
        assertEquals(List.of(), wallets.claims(nobody, 9));
    }
}
