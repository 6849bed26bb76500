package farebox.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import farebox.ledger.BooksCheck;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.sql.Postgres;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A customer with one lot on a real PostgreSQL; after each test the books of the wallet are proved again. */
abstract class ClaimScene {
    static final AtomicLong CUSTOMERS = new AtomicLong(9_700_000);
    static final Usd PRICE = Usd.parse("10.00");
    static final Credit.Source PURCHASE = new Credit.Source(Credit.Source.Kind.PURCHASE, "p1");

    @Inject
    Wallets wallets;

    @Inject
    Postgres postgres;

    @Inject
    DataSource database;

    final CustomerNo ada = new CustomerNo(CUSTOMERS.incrementAndGet());

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

    HoldId hold(String key, long credits) {
        var outcome = wallets.hold(new HoldOrder(
                ada,
                OperationKey.of("test", key, new byte[0]),
                Credits.of(credits),
                new HoldOrder.Purpose(1, 1, 1),
                Attachment.none()));
        return assertInstanceOf(HoldOutcome.Held.class, outcome).hold();
    }

    void spend(String key, long credits) {
        capture(hold(key, credits), credits);
    }

    void capture(HoldId hold, long credits) {
        assertInstanceOf(
                SettleOutcome.Captured.class,
                wallets.settle(new Settlement(hold, Credits.of(credits), List.of(), Attachment.none())));
    }

    boolean owing(String claim, String dollars, OwingEnd.How how) {
        return wallets.endOwing(new OwingEnd(ada, claim, "x1", Usd.parse(dollars), how, Attachment.none()))
                == OwingOutcome.BOOKED;
    }

    Wallet.Totals totals() {
        return wallets.of(ada).totals();
    }

    /** What the customer's account has: debits less credits. */
    Usd account(String name) {
        return postgres.first(
                        "select coalesce(sum(case side when 'debit' then amount else -amount end), 0) as balance"
                                + " from entry where customer_no = ? and account = ?",
                        row -> Usd.ofNanos(row.getLong("balance")),
                        ada.value(),
                        name)
                .orElseThrow();
    }
}
