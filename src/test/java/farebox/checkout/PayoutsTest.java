package farebox.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.exception.StripeException;
import farebox.books.BooksRun;
import farebox.books.Voucher;
import farebox.books.Voucher.Kind;
import farebox.books.Voucher.Paper;
import farebox.books.Vouchers;
import farebox.books.Vouchers.Author;
import farebox.checkout.StripeEvent.State;
import farebox.ledger.Account;
import farebox.ledger.Move;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.testing.OwnerConnection;
import farebox.testing.Tampering;
import farebox.wallet.Attachment;
import farebox.wallet.Credit;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Stripe pays out to the bank: booked once, booked back when it fails, shown where it cannot be booked. */
@QuarkusTest
class PayoutsTest extends MoneyBackScene {
    private static final CustomerNo BUYER = new CustomerNo(8_900_001);
    private static final String PAID = "payout.paid";
    private static final String FAILED = "payout.failed";
    private static final int TRIES_MAX = 12;

    @Inject
    Vouchers vouchers;

    @Inject
    CatchUp catchUp;

    @TempDir
    Path data;

    /** Other tests leave a balance of their own behind, also below zero. */
    @BeforeEach
    void there_is_money_at_stripe() {
        sold("1000000.00");
    }

    @AfterEach
    void nothing_was_booked() throws SQLException, IOException {
        assertEquals(
                List.of(),
                BooksRun.run(database, data, progress -> {}).report().faults().stream()
                        .filter(fault -> fault.startsWith("wallet 0:"))
                        .toList());
        Tampering.forget(CustomerNo.HOUSE.value());
        Tampering.forget(BUYER.value());
        postgres.change("update stripe_event set state = 'ignored' where state in ('waiting', 'failed')");
        postgres.change("update sandbox.document set body = jsonb_set(body, '{created}', '0')"
                + " where kind = 'event' and body #>> '{data,object,object}' = 'payout'");
    }

    @Test
    void stripe_tells_of_a_payout_and_of_its_failure() throws StripeException {
        shop.loud();
        var id = till.payOut(1250, "usd");
        until(() -> standing(id).isPresent());
        var voucher = standing(id).orElseThrow();
        assertEquals("Stripe", voucher.operator());
        assertEquals(LocalDate.now(ZoneOffset.UTC), voucher.paper().day());
        assertEquals(List.of(Move.of(Account.BANK, Account.STRIPE_BALANCE, Usd.parse("12.50"))), voucher.moves());
        till.failPayout(id);
        until(() -> standing(id).isEmpty());
        assertEquals(
                "It failed at Stripe: The bank account has been closed.",
                vouchers.find(2).orElseThrow().paper().note());
        assertEquals(0, bank());
    }

    @Test
    void however_often_and_late_it_is_told_of_it_is_booked_once() throws StripeException {
        var id = till.payOut(1250, "usd");
        for (var type : List.of(PAID, "payout.created", "payout.reconciliation_completed", PAID)) told(type, id);
        assertEquals(1, vouchers.newest());
        till.failPayout(id);
        for (var type : List.of(FAILED, PAID, "payout.updated", FAILED)) told(type, id);
        assertEquals(2, vouchers.newest());
        assertEquals(0, bank());
    }

    @Test
    void many_who_hear_of_it_at_once_book_it_once() throws StripeException {
        var id = till.payOut(1250, "usd");
        var heard = Collections.nCopies(8, PAID).stream()
                .map(type -> new StripeNotice(false, "evt_" + UUID.randomUUID(), type, id, "{}"))
                .toList();
        heard.forEach(inbox::receive);
        for (var notice : heard) until(() -> state(notice.id()).equals("handled"));
        assertEquals(1, vouchers.newest());
    }

    @Test
    void one_that_failed_before_we_hear_of_it_moves_nothing() throws StripeException {
        var id = till.payOut(1250, "usd");
        till.failPayout(id);
        for (var type : List.of(FAILED, PAID)) told(type, id);
        assertEquals(0, vouchers.newest());
    }

    @Test
    void one_that_fails_while_it_is_booked_is_booked_back() throws StripeException, SQLException {
        var id = till.payOut(1250, "usd");
        try (var owner = OwnerConnection.open()) {
            owner.setAutoCommit(false);
            Tampering.execute(owner, "lock table voucher in share mode");
            var paid = new StripeNotice(false, "evt_" + UUID.randomUUID(), PAID, id, "{}");
            inbox.receive(paid);
            until(() -> !postgres.list(
                            "select from pg_locks where relation = 'voucher'::regclass and not granted", row -> 0)
                    .isEmpty());
            till.failPayout(id);
            told(FAILED, id);
            owner.commit();
            until(() -> state(paid.id()).equals("handled"));
        }
        assertEquals(2, vouchers.newest());
        assertEquals(0, bank());
    }

    @Test
    void one_that_nobody_told_of_is_found() throws StripeException {
        var id = till.payOut(1250, "usd");
        catchUp.round();
        inbox.round();
        until(() -> standing(id).isPresent());
        till.failPayout(id);
        catchUp.round();
        inbox.round();
        until(() -> standing(id).isEmpty());
    }

    @Test
    void one_that_an_operator_recorded_is_not_booked_again() throws StripeException {
        var id = till.payOut(1250, "usd");
        record(id, "12.50");
        told(PAID, id);
        assertEquals(1, vouchers.newest());
        till.failPayout(id);
        told(FAILED, id);
        assertEquals(Optional.empty(), standing(id));
    }

    @Test
    void one_that_an_operator_took_back_is_not_booked_again() throws StripeException {
        var id = till.payOut(1250, "usd");
        told(PAID, id);
        var author = new Author("olga", List.of());
        assertTrue(vouchers.takeBack(standing(id).orElseThrow(), 1, LocalDate.now(ZoneOffset.UTC), "Twice.", author));
        for (var type : List.of("payout.reconciliation_completed", "payout.updated", PAID)) told(type, id);
        assertEquals(2, vouchers.newest());
        assertEquals(0, bank());
        record(id, "12.50");
        assertEquals(3, vouchers.newest());
    }

    @Test
    void another_currency_is_shown_until_an_operator_has_recorded_its_dollars() throws StripeException {
        var id = till.payOut(1100, "eur");
        var event = shown(id, "eur");
        assertEquals(0, vouchers.newest());
        record(id, "12.50");
        assertTrue(events.retry(event));
        inbox.round();
        until(() -> state(event).equals("handled"));
        assertEquals(1, vouchers.newest());
    }

    @Test
    void more_than_there_is_at_stripe_by_the_books_is_shown_until_there_is_enough() throws StripeException {
        var id = till.payOut(Math.floorDiv(balance("stripe_balance"), 10_000_000) + 1, "usd");
        var event = shown(id, "by these books");
        assertEquals(0, vouchers.newest());
        sold("0.01");
        assertTrue(events.retry(event));
        inbox.round();
        until(() -> state(event).equals("handled"));
        assertTrue(standing(id).isPresent());
    }

    @Test
    void money_that_stripe_takes_from_the_bank_is_booked_and_booked_back() throws StripeException {
        var id = till.payOut(-500, "usd");
        for (var type : List.of(PAID, "payout.updated", PAID)) told(type, id);
        assertEquals(
                List.of(Move.of(Account.STRIPE_BALANCE, Account.BANK, Usd.parse("5.00"))),
                vouchers.standing(Kind.PAYIN, id).orElseThrow().moves());
        assertEquals(1, vouchers.newest());
        till.failPayout(id);
        for (var type : List.of(FAILED, PAID)) told(type, id);
        assertEquals(2, vouchers.newest());
        assertEquals(0, bank());
    }

    @Test
    void stripe_takes_from_the_bank_what_the_books_lack_at_stripe() throws StripeException {
        var lacking = Usd.ofNanos(balance("stripe_balance")).plus(Usd.parse("900.00"));
        record("po_of_before", lacking.toString());
        told(PAID, till.payOut(-500, "usd"));
        assertEquals(2, vouchers.newest());
    }

    @Test
    void a_payout_of_nothing_books_nothing() throws StripeException {
        told(PAID, till.payOut(0, "usd"));
        assertEquals(0, vouchers.newest());
    }

    @Test
    void payouts_of_strangers_are_ignored() {
        var event = tell(PAID, "po_unknown");
        until(() -> state(event).equals("ignored"));
    }

    /** Tells of a payout until that is given up; says by which event operators see it. */
    private String shown(String id, String why) {
        var event = tell(PAID, id);
        until(() -> error(event).contains(why));
        postgres.change("update stripe_event set tries = ?, next_try_at = now() where event_id = ?", TRIES_MAX, event);
        inbox.round();
        until(() -> state(event).equals("failed"));
        assertFalse(events.inState(State.FAILED, 100).stream()
                .filter(failed -> failed.objectId().equals(id))
                .toList()
                .isEmpty());
        return event;
    }

    private void sold(String price) {
        var source =
                new Credit.Source(Credit.Source.Kind.PURCHASE, UUID.randomUUID().toString());
        var paid = new Credit.Paid(Usd.parse(price), Usd.ZERO, Optional.empty());
        wallets.credit(
                new Credit(BUYER, source, Credits.of(1), paid, Credit.Terms.lasting("A test"), Attachment.none()));
    }

    private void record(String id, String dollars) {
        var day = LocalDate.parse("2026-02-03");
        var paper = new Paper(Kind.PAYOUT, id, Usd.parse(dollars), day, Optional.empty(), "By hand");
        assertTrue(vouchers.record(paper, vouchers.newest(), new Author("olga", List.of())));
    }

    private Optional<Voucher> standing(String id) {
        return vouchers.standing(Kind.PAYOUT, id);
    }

    /** What the house's own postings brought there, in nano-dollars. */
    private long bank() {
        return postgres.first(
                        "select coalesce(sum(case side when 'debit' then amount else -amount end), 0)"
                                + " from entry where customer_no = 0 and account = 'bank'",
                        row -> row.getLong(1))
                .orElseThrow();
    }

    /** Of everybody, in nano-dollars. */
    private long balance(String account) {
        return postgres.first("select balance from trial_balance where account = ?", row -> row.getLong(1), account)
                .orElseThrow();
    }
}
