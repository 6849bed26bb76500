package farebox.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.ledger.BooksCheck;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.sql.Postgres;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Refunds, disputes and corrections on a real PostgreSQL; after each, the books of the wallet are proved again. */
@QuarkusTest
class ClaimsTest {
    private static final AtomicLong CUSTOMERS = new AtomicLong(9_700_000);
    private static final Usd PRICE = Usd.parse("10.00");
    private static final Credit.Source PURCHASE = new Credit.Source(Credit.Source.Kind.PURCHASE, "p1");

    @Inject
    Wallets wallets;

    @Inject
    Postgres postgres;

    @Inject
    DataSource database;

    private final CustomerNo ada = new CustomerNo(CUSTOMERS.incrementAndGet());

    @BeforeEach
    void buy_a_hundred_for_ten_dollars() {
        var paid = new Credit.Paid(PRICE, Usd.parse("1.90"), Optional.of(Usd.parse("0.59")));
        wallets.credit(
                new Credit(ada, PURCHASE, Credits.of(100), paid, Credit.Terms.lasting("a pack"), Attachment.none()));
    }

    @AfterEach
    void the_books_are_whole() throws SQLException {
        var faults = BooksCheck.run(database, progress -> {}).faults().stream()
                .filter(fault -> fault.contains(ada.toString()))
                .toList();
        assertEquals(List.of(), faults);
    }

    private HoldId hold(String key, long credits) {
        var outcome = wallets.hold(new HoldOrder(
                ada,
                OperationKey.of("test", key, new byte[0]),
                Credits.of(credits),
                new HoldOrder.Purpose(1, 1, 1),
                Attachment.none()));
        return assertInstanceOf(HoldOutcome.Held.class, outcome).hold();
    }

    private void spend(String key, long credits) {
        capture(hold(key, credits), credits);
    }

    private void capture(HoldId hold, long credits) {
        assertInstanceOf(
                SettleOutcome.Captured.class,
                wallets.settle(new Settlement(hold, Credits.of(credits), List.of(), Attachment.none())));
    }

    private RefundOutcome refund(String id, Refund.Spent spent) {
        return wallets.refund(new Refund(ada, PURCHASE, id, PRICE, Usd.parse("1.90"), spent, Attachment.none()));
    }

    private DisputeOutcome dispute(String id) {
        return wallets.disputeOpened(new Dispute(ada, PURCHASE, id, PRICE, Usd.ZERO));
    }

    private boolean owing(String claim, String dollars, OwingEnd.How how) {
        return wallets.endOwing(new OwingEnd(ada, claim, "x1", Usd.parse(dollars), how, Attachment.none()));
    }

    private Wallet.Totals totals() {
        return wallets.of(ada).totals();
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
        assertTrue(owing("refund:re_1", "4.00", OwingEnd.How.PAID));
        assertTrue(wallets.refundFailed(ada, "re_1"));
        assertEquals(Usd.parse("-4.00"), wallets.claims(ada, 9).getFirst().owed());
        assertEquals(Usd.parse("-4.00"), account("receivable"));
        assertFalse(owing("refund:re_1", "1.00", OwingEnd.How.WRITTEN_OFF));
    }

    @Test
    void a_dispute_is_won() {
        spend("one", 100);
        dispute("dp_0");
        assertTrue(wallets.disputeFundsWithdrawn(ada, "dp_0", PRICE, Usd.parse("15.00")));
        assertTrue(wallets.disputeWon(ada, "dp_0", Usd.parse("15.00")));
        assertEquals(Claim.State.WON, wallets.claims(ada, 9).getFirst().state());
    }

    @Test
    void a_dispute_is_lost_while_a_hold_is_open() {
        var held = hold("one", 40);
        assertEquals(new DisputeOutcome.Disputed(Credits.of(60), Credits.of(40), Credits.NONE), dispute("dp_1"));
        assertFalse(wallets.disputeLost(ada, "dp_1", false));
        assertTrue(wallets.disputeFundsWithdrawn(ada, "dp_1", PRICE, Usd.ZERO));
        assertTrue(wallets.disputeLost(ada, "dp_1", false));
        assertEquals(Usd.parse("4.00"), wallets.claims(ada, 9).getFirst().owed());
        wallets.release(new Release(held, Release.Cause.ABANDONED, List.of(), Attachment.none()));
        assertEquals(Credits.of(100), totals().revoked());
        assertEquals(Usd.ZERO, wallets.claims(ada, 9).getFirst().owed());
        assertFalse(owing("dispute:dp_1", "0.01", OwingEnd.How.PAID));
    }

    @Test
    void a_capture_of_a_used_up_lot_is_corrected_once() {
        var held = hold("one", 100);
        capture(held, 100);
        assertEquals(
                new CorrectionOutcome.Corrected(Credits.of(100), PRICE, Credits.of(100)),
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

    /** What the customer's account has: debits less credits. */
    private Usd account(String name) {
        return postgres.first(
                        "select coalesce(sum(case side when 'debit' then amount else -amount end), 0) as balance"
                                + " from entry where customer_no = ? and account = ?",
                        row -> Usd.ofNanos(row.getLong("balance")),
                        ada.value(),
                        name)
                .orElseThrow();
    }

    private void refundPart(String dollars, Refund.Spent spent) {
        wallets.refund(new Refund(ada, PURCHASE, dollars, Usd.parse(dollars), Usd.ZERO, spent, Attachment.none()));
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
    void a_lost_dispute_gives_back_the_tax_where_the_state_does() {
        wallets.disputeOpened(new Dispute(ada, PURCHASE, "dp_1", PRICE, Usd.parse("1.90")));
        wallets.disputeFundsWithdrawn(ada, "dp_1", Usd.parse("11.90"), Usd.parse("15.00"));
        assertTrue(wallets.disputeLost(ada, "dp_1", true));
        for (var account : List.of("tax_payable", "deferred", "dispute_claim", "receivable"))
            assertEquals(Usd.ZERO, account(account), account);
        assertEquals(Usd.parse("15.59"), account("fees"));
        assertEquals(Usd.parse("-15.59"), account("stripe_balance"));
    }

    @Test
    void a_lost_dispute_over_less_than_its_credits_are_worth_leaves_the_difference_to_the_customer() {
        dispute("dp_1");
        wallets.disputeFundsWithdrawn(ada, "dp_1", Usd.parse("9.00"), Usd.ZERO);
        assertTrue(wallets.disputeLost(ada, "dp_1", false));
        assertEquals(Usd.parse("-1.00"), account("receivable"));
        assertEquals(Usd.ZERO, account("dispute_claim"));
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
