package farebox.books;

import static farebox.ledger.Account.BANK;
import static farebox.ledger.Account.COST_VARIANCE;
import static farebox.ledger.Account.PAYABLE;
import static farebox.ledger.Account.STRIPE_BALANCE;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.books.Voucher.Bill;
import farebox.books.Voucher.Kind;
import farebox.books.Voucher.Paper;
import farebox.books.Vouchers.Author;
import farebox.ledger.Account;
import farebox.ledger.BooksCheck;
import farebox.ledger.Move;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.sql.Postgres;
import farebox.sql.RowStatement;
import farebox.testing.OwnerConnection;
import farebox.testing.Tampering;
import farebox.wallet.Attachment;
import farebox.wallet.AttemptCost;
import farebox.wallet.Credit;
import farebox.wallet.HoldOrder;
import farebox.wallet.HoldOutcome.Held;
import farebox.wallet.OperationKey;
import farebox.wallet.Settlement;
import farebox.wallet.Wallets;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each voucher is booked once, as it says, together with its posting, and a false one is found out. */
@QuarkusTest
class VouchersTest {
    private static final CustomerNo ADA = new CustomerNo(8_900_000);
    private static final LocalDate DAY = LocalDate.parse("2026-02-03");
    private static final YearMonth LONG_AGO = YearMonth.of(2021, 3);
    private static final Author OLGA = new Author(
            "olga@farebox.example",
            List.of(RowStatement.of(
                            "insert into audit (operator, action, subject, detail) select *, '', '' from unnest(?, ?)",
                            "text",
                            "text")
                    .row("olga@farebox.example", "voucher")));

    @Inject
    Vouchers vouchers;

    @Inject
    Wallets wallets;

    @Inject
    Postgres postgres;

    @Inject
    DataSource database;

    @AfterEach
    void nothing_was_recorded() throws SQLException {
        Tampering.forget(CustomerNo.HOUSE.value());
        Tampering.forget(ADA.value());
    }

    @Test
    void each_kind_moves_its_amount_from_where_it_comes() {
        var moves = Map.ofEntries(
                entry(Kind.AWS_BILL, "COST_VARIANCE ← PAYABLE"),
                entry(Kind.INPUT_TAX, "TAX_PAYABLE ← PAYABLE"),
                entry(Kind.AWS_PAYMENT, "PAYABLE ← BANK"),
                entry(Kind.PAYOUT, "BANK ← STRIPE_BALANCE"),
                entry(Kind.PAYIN, "STRIPE_BALANCE ← BANK"),
                entry(Kind.STRIPE_FEE, "FEES ← STRIPE_BALANCE"),
                entry(Kind.TAX_PAYMENT, "TAX_PAYABLE ← BANK"),
                entry(Kind.CONTRIBUTION, "BANK ← EQUITY"),
                entry(Kind.DISTRIBUTION, "EQUITY ← BANK"),
                entry(Kind.LOSS_AT_STRIPE, "FX ← STRIPE_BALANCE"),
                entry(Kind.GAIN_AT_STRIPE, "STRIPE_BALANCE ← FX"),
                entry(Kind.LOSS_AT_BANK, "FX ← BANK"),
                entry(Kind.GAIN_AT_BANK, "BANK ← FX"));
        for (var kind : Kind.values()) {
            var paper = kind == Kind.AWS_BILL ? bill("a", "12.34", LONG_AGO) : paper(kind, "a", "12.34");
            assertTrue(vouchers.record(paper, kind.ordinal(), OLGA), kind.word());
            var accounts = moves.get(kind).split(" ← ");
            var moved = Move.of(Account.valueOf(accounts[0]), Account.valueOf(accounts[1]), Usd.parse("12.34"));
            assertEquals(
                    List.of(moved),
                    vouchers.find(kind.ordinal() + 1).orElseThrow().moves(),
                    kind.word());
        }
        assertEquals(List.of(), faults());
        assertEquals(
                Kind.values().length,
                postgres.list("select from posting where customer_no = 0 and effective_at = '2026-02-03Z'", row -> 0)
                        .size());
        for (var kind : Kind.values())
            assertTrue(
                    vouchers.takeBack(
                            vouchers.find(kind.ordinal() + 1).orElseThrow(), vouchers.newest(), DAY, "A test", OLGA),
                    kind.word());
        assertEquals(List.of(), postgres.list("""
                        select account from entry where customer_no = 0
                         group by account having sum(case side when 'debit' then amount else -amount end) <> 0
                        """, row -> row.getString(1)));
        assertEquals(List.of(), faults());
    }

    @Test
    void who_has_not_seen_the_newest_books_nothing() {
        assertTrue(vouchers.record(paper(Kind.PAYOUT, "po_1", "5.00"), 0, OLGA));
        assertFalse(vouchers.record(paper(Kind.PAYOUT, "po_2", "5.00"), 0, OLGA));
        assertEquals(List.of("po_1"), references());
    }

    @Test
    void postgresql_itself_refuses_a_reference_that_stands() {
        assertTrue(vouchers.record(paper(Kind.PAYOUT, "po_1", "5.00"), 0, OLGA));
        assertThrows(RuntimeException.class, () -> vouchers.record(paper(Kind.PAYOUT, "po_1", "6.00"), 1, OLGA));
        assertTrue(vouchers.record(paper(Kind.AWS_PAYMENT, "po_1", "5.00"), 1, OLGA), "of another kind");
        assertEquals(List.of(), faults());
    }

    @Test
    void what_is_taken_back_may_be_recorded_again() {
        var before = balance("bank");
        vouchers.record(paper(Kind.PAYOUT, "po_1", "50.00"), 0, OLGA);
        var wrong = vouchers.find(1).orElseThrow();
        assertTrue(vouchers.takeBack(wrong, vouchers.newest(), DAY, "It was five", OLGA));
        assertFalse(vouchers.takeBack(vouchers.find(1).orElseThrow(), vouchers.newest(), DAY, "Again", OLGA));
        assertTrue(vouchers.record(paper(Kind.PAYOUT, "po_1", "5.00"), 2, OLGA));
        assertEquals(
                List.of(Move.of(STRIPE_BALANCE, BANK, Usd.parse("50.00"))),
                vouchers.find(2).orElseThrow().moves());
        assertEquals(before + Usd.parse("5.00").nanos(), balance("bank"));
        assertEquals(List.of(), faults());
    }

    @Test
    void a_bill_moves_what_it_differs_from_what_was_booked_and_the_payment_clears_it() {
        var before = -balance("payable");
        spend("1.25");
        var month = YearMonth.now(ZoneOffset.UTC);
        var booked = vouchers.bill(month).orElseThrow().accrued();
        assertTrue(booked.compareTo(Usd.parse("1.25")) >= 0, booked.toString());
        var first = new Paper(
                Kind.AWS_BILL, "first", Usd.parse("1.00"), DAY, Optional.of(new Bill(month, booked)), "Models");
        assertTrue(vouchers.record(first, 0, OLGA));
        assertEquals(
                List.of(Move.of(PAYABLE, COST_VARIANCE, booked.minus(Usd.parse("1.00")))),
                vouchers.find(1).orElseThrow().moves());
        assertEquals(Usd.ZERO, vouchers.bill(month).orElseThrow().accrued(), "billed");
        assertTrue(vouchers.record(bill("second", "0.50", month), 1, OLGA));
        assertTrue(vouchers.record(paper(Kind.AWS_PAYMENT, "both", "1.50"), 2, OLGA));
        assertEquals(before + Usd.parse("1.25").nanos() - booked.nanos(), -balance("payable"));
        assertEquals(List.of(), faults());

        assertTrue(vouchers.takeBack(vouchers.find(1).orElseThrow(), vouchers.newest(), DAY, "Wrong", OLGA));
        assertEquals(booked, vouchers.bill(month).orElseThrow().accrued(), "counted by the next bill");
        assertEquals(List.of(), faults());
        assertTrue(vouchers.record(first, 4, OLGA));
        spend("0.25");
        assertTrue(faults().getFirst().startsWith("wallet 0: the bills for "), "late: " + faults());
    }

    @Test
    void vat_that_is_set_against_ours_is_no_part_of_the_bill_and_paid_with_it() {
        var owed = balance("payable");
        var tax = balance("tax_payable");
        spend("2.00");
        var month = YearMonth.now(ZoneOffset.UTC);
        var booked = vouchers.bill(month).orElseThrow().accrued();
        assertTrue(vouchers.record(paper(Kind.INPUT_TAX, "inv", "0.38"), 0, OLGA));
        assertEquals(booked, vouchers.bill(month).orElseThrow().accrued());
        assertTrue(vouchers.record(bill("inv", booked.toString(), month), 1, OLGA));
        assertEquals(List.of(), vouchers.find(2).orElseThrow().moves());
        assertTrue(vouchers.record(paper(Kind.AWS_PAYMENT, "inv", "2.38"), 2, OLGA));
        assertEquals(owed, balance("payable"));
        assertEquals(tax + Usd.parse("0.38").nanos(), balance("tax_payable"));
        assertEquals(List.of(), faults());
    }

    @Test
    void a_bill_of_what_was_booked_moves_nothing_and_is_recorded() {
        assertTrue(vouchers.record(bill("free", "0.00", LONG_AGO), 0, OLGA));
        assertEquals(List.of(), vouchers.find(1).orElseThrow().moves());
        assertEquals(List.of(), faults());
    }

    @Test
    void a_sealed_month_has_nothing_to_be_held_against() throws SQLException {
        try (var owner = OwnerConnection.open()) {
            Tampering.execute(
                    owner, "insert into seal values (99, '2020-02-01Z', now(), decode(repeat('00', 32), 'hex'))");
            assertEquals(Optional.empty(), vouchers.bill(YearMonth.of(2020, 1)));
            assertTrue(vouchers.bill(YearMonth.of(2020, 2)).isPresent());
            Tampering.execute(owner, "delete from seal where no = 99");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update voucher set amount_nanos = amount_nanos + 1 where seq = 2",
                "update voucher set reference = 'po_9' where seq = 2",
                "update voucher set kind = 'stripe_fee' where seq = 2",
                "update voucher set day = day - 1 where seq = 2",
                "update voucher set recorded_at = recorded_at - interval '1 day' where seq = 2",
                "update voucher set accrued_nanos = 5 where seq = 1",
                "update voucher set month = month - interval '1 month' where seq = 1",
                "update voucher set standing = false where seq = 1",
                "update voucher set standing = true where seq = 2",
                "update voucher set takes_back = 1 where seq = 3",
                "update voucher set takes_back = null where seq = 3",
                "update voucher set seq = 9 where seq = 1",
                "delete from voucher where seq = 1",
                "delete from voucher where seq >= 2",
                "delete from posting where customer_no = 0 and seq = 3",
                "delete from move where customer_no = 0 and seq = 3",
                "update move set amount = amount + 1 where customer_no = 0 and seq = 1",
                "update move set debit = 21 where customer_no = 0 and seq = 1",
                "update posting set source = 'payout:po_9' where customer_no = 0 and seq = 2",
                "update posting set effective_at = effective_at - interval '1 day' where customer_no = 0 and seq = 2",
            })
    void a_change_by_sql_is_found(String change) throws SQLException {
        vouchers.record(bill("inv", "3.00", LONG_AGO), 0, OLGA);
        vouchers.record(paper(Kind.PAYOUT, "po_1", "5.00"), 1, OLGA);
        vouchers.takeBack(vouchers.find(2).orElseThrow(), 2, DAY, "It failed", OLGA);
        assertEquals(List.of(), faults(), "before");
        Tampering.asOwner(owner -> assertTrue(Tampering.execute(owner, change) > 0, "changes nothing"));
        assertFalse(faults().isEmpty(), change);
    }

    private static Paper paper(Kind kind, String reference, String amount) {
        return new Paper(kind, reference, Usd.parse(amount), DAY, Optional.empty(), "For a test");
    }

    private Paper bill(String reference, String amount, YearMonth month) {
        return new Paper(Kind.AWS_BILL, reference, Usd.parse(amount), DAY, vouchers.bill(month), "For a test");
    }

    /** A credit is spent on a call that cost so much. */
    private void spend(String cost) {
        var grant = new Credit.Source(Credit.Source.Kind.GRANT, "vouchers-" + cost);
        var terms = Credit.Terms.lasting("A test");
        wallets.credit(new Credit(ADA, grant, Credits.of(1), Credit.Paid.NOTHING, terms, Attachment.none()));
        var purpose = new HoldOrder.Purpose(1, 1, 1);
        var order = new HoldOrder(ADA, OperationKey.random(), Credits.of(1), purpose, Attachment.none());
        var held = assertInstanceOf(Held.class, wallets.hold(order));
        var costs = List.of(new AttemptCost(1, 1, Usd.parse(cost)));
        wallets.settle(new Settlement(held.hold(), Credits.of(1), costs, Attachment.none()));
    }

    private long balance(String account) {
        return postgres.first(
                        "select balance from trial_balance where account = ?", row -> row.getLong("balance"), account)
                .orElseThrow();
    }

    private List<String> references() {
        return vouchers.before(Long.MAX_VALUE, 10).stream()
                .map(voucher -> voucher.paper().reference())
                .toList();
    }

    private List<String> faults() {
        try {
            return BooksCheck.run(database, VoucherProofs.ALL, progress -> {}).faults().stream()
                    .filter(fault -> fault.startsWith("wallet 0:"))
                    .toList();
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }
}
