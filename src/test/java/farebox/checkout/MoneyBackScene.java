package farebox.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.checkout.BuyOutcome.PayPageOpened;
import farebox.customer.Customer;
import farebox.ledger.BooksCheck;
import farebox.money.Credits;
import farebox.sql.Postgres;
import farebox.wallet.Attachment;
import farebox.wallet.Claim;
import farebox.wallet.HoldId;
import farebox.wallet.HoldOrder;
import farebox.wallet.HoldOutcome;
import farebox.wallet.OperationKey;
import farebox.wallet.Settlement;
import farebox.wallet.Wallets;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Ada, who buys 100 credits for 10 dollars at a Stripe that tells nothing by itself; in the end the books are whole. */
abstract class MoneyBackScene {
    static final String VISA = "4242424242424242";

    @Inject
    Shop shop;

    @Inject
    Till till;

    @Inject
    Checkout checkout;

    @Inject
    Purchases purchases;

    @Inject
    StripeEvents events;

    @Inject
    Inbox inbox;

    @Inject
    Reconciliation reconciliation;

    @Inject
    Wallets wallets;

    @Inject
    Postgres postgres;

    @Inject
    DataSource database;

    Customer ada;
    PayPageOpened page;

    @BeforeEach
    void a_customer_at_a_quiet_stripe() {
        shop.quiet();
        ada = shop.newcomer();
        page = shop.open(ada);
    }

    @AfterEach
    void the_books_are_whole() throws SQLException {
        shop.loud();
        assertEquals(List.of(), BooksCheck.run(database, progress -> {}).faults());
    }

    String paid(String card) {
        Shop.pay(page, card).statusCode(303);
        return till.payment(id());
    }

    String bought(String card) {
        var payment = paid(card);
        assertInstanceOf(
                FulfilOutcome.Credited.class, checkout.fulfil(page.purchase().session()));
        return payment;
    }

    HoldId hold(long credits) {
        var key = OperationKey.of("t", UUID.randomUUID().toString(), new byte[0]);
        var order =
                new HoldOrder(ada.no(), key, Credits.of(credits), new HoldOrder.Purpose(1, 1, 1), Attachment.none());
        return assertInstanceOf(HoldOutcome.Held.class, wallets.hold(order)).hold();
    }

    void spend(long credits) {
        wallets.settle(new Settlement(hold(credits), Credits.of(credits), List.of(), Attachment.none()));
    }

    /** Has Stripe tell of something, and waits until it is dealt with. */
    void told(String type, String about) {
        var id = tell(type, about);
        until(() -> state(id).equals("handled"));
    }

    String tell(String type, String about) {
        var id = "evt_" + UUID.randomUUID();
        events.keep(new StripeNotice(false, id, type, about, "{}"));
        inbox.round();
        return id;
    }

    String state(String event) {
        return postgres.first("select state from stripe_event where event_id = ?", row -> row.getString(1), event)
                .orElseThrow();
    }

    static void until(BooleanSupplier reached) {
        var deadline = System.nanoTime() + 20_000_000_000L;
        while (!reached.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "it did not come to that");
            Thread.onSpinWait();
        }
    }

    UUID id() {
        return page.purchase().id();
    }

    Purchase purchase() {
        return purchases.get(id());
    }

    long available() {
        return shop.available(ada).amount();
    }

    Optional<String> frozen() {
        return wallets.of(ada.no()).frozenReason();
    }

    Claim claim(String name) {
        return wallets.claims(ada.no(), 10).stream()
                .filter(claim -> claim.claim().endsWith(name))
                .findFirst()
                .orElseThrow();
    }

    /** What the customer's account has, in cents: debits less credits. */
    long cents(String account) {
        return postgres.first(
                        "select coalesce(sum(case side when 'debit' then amount else -amount end), 0) / 10000000"
                                + " from entry where customer_no = ? and account = ?",
                        row -> row.getLong(1),
                        ada.no().value(),
                        account)
                .orElseThrow();
    }
}
