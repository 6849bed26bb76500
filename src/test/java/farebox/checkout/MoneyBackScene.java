package farebox.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import farebox.ledger.BooksCheck;
import farebox.money.Credits;
import farebox.wallet.Attachment;
import farebox.wallet.Claim;
import farebox.wallet.HoldId;
import farebox.wallet.HoldOrder;
import farebox.wallet.HoldOutcome;
import farebox.wallet.OperationKey;
import farebox.wallet.Settlement;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;

/** What becomes of the money that Ada pays; in the end the books are whole. */
abstract class MoneyBackScene extends QuietStripe {
    @Inject
    Till till;

    @Inject
    StripeEvents events;

    @Inject
    Inbox inbox;

    @Inject
    Reconciliation reconciliation;

    @Inject
    DataSource database;

    @AfterEach
    void the_books_are_whole() throws SQLException {
        assertEquals(List.of(), BooksCheck.run(database, progress -> {}).faults());
        assertEquals(List.of(), faults());
    }

    /** What is wrong with what Ada bought and gave back. */
    List<String> faults() throws SQLException {
        var proofs = Stream.concat(PurchaseProofs.ALL.stream(), MoneyBackProofs.ALL.stream())
                .toList();
        return BooksCheck.run(database, proofs, progress -> {}).faults().stream()
                .filter(fault -> fault.startsWith("wallet " + ada.no() + ":"))
                .toList();
    }

    String paid(String card) {
        pay(card);
        return till.payment(id());
    }

    String bought(String card) {
        var payment = paid(card);
        credit();
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

    String error(String event) {
        return postgres.first(
                        "select coalesce(error, '') from stripe_event where event_id = ?",
                        row -> row.getString(1),
                        event)
                .orElseThrow();
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
