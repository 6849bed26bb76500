package farebox.admin;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.customer.Apps;
import farebox.customer.Customer;
import farebox.customer.Customers;
import farebox.money.Credits;
import farebox.money.Usd;
import farebox.sql.Postgres;
import farebox.wallet.Attachment;
import farebox.wallet.Credit;
import farebox.wallet.HoldOrder;
import farebox.wallet.HoldOutcome.Held;
import farebox.wallet.OperationKey;
import farebox.wallet.Refund;
import farebox.wallet.Settlement;
import farebox.wallet.Wallets;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators see and do about credits that are taken back. */
@QuarkusTest
class ClaimPagesTest {
    @Inject
    Operators operators;

    @Inject
    Apps apps;

    @Inject
    Customers customers;

    @Inject
    Wallets wallets;

    @Inject
    Postgres postgres;

    OperatorBrowser pages;
    Customer eve;
    String page;

    @BeforeEach
    void sign_in() {
        pages = OperatorBrowser.as(operators, "claims@farebox.example", Role.ADMIN);
        eve = customers.put(apps.ensure("claims").no(), "eve-" + UUID.randomUUID(), "Eve", "eve@example.com");
        page = "/admin/customers/" + eve.no();
    }

    @Test
    void what_is_owed_is_paid_or_written_off() {
        buyAndSpendAndRefund();
        pages.get(page).body(allOf(containsString("refund:re_1"), containsString("what was spent is owed")));
        assertTold("So much is not owed", end("5.00", "paid to the bank"));
        assertTold("$1.50 is booked as paid through Stripe", end("1.50", "paid through Stripe"));
        var id = UUID.randomUUID();
        assertTold("$0.75 is booked as paid to the bank", end(id, "0.75", "paid to the bank"));
        assertTold("That was booked before", end(id, "0.75", "paid to the bank"));
        end("nothing", "paid to the bank").statusCode(422);
        end("1", "odd").statusCode(422);
        assertEquals(List.of("bank 750000000", "stripe_balance 1500000000"), paid());
        assertTold("$1.75 is booked as written off", end("1.75", "written off"));
        pages.get(page).body(not(containsString("Write it off")));
    }

    @Test
    void what_was_paid_for_a_refund_that_failed_is_given_back() {
        buyAndSpendAndRefund();
        end("4.00", "paid to the bank");
        wallets.refundFailed(eve.no(), "re_1");
        pages.get(page).body(allOf(containsString("Of $4.00 that were not owed"), not(containsString("Write it"))));
        assertTold("So much is not owed", end("5.00", "given back from the bank"));
        assertTold("$4.00 is booked as given back from the bank", end("4.00", "given back from the bank"));
        pages.get(page).body(not(containsString("that were not owed")));
    }

    @Test
    void a_mistaken_grant_is_taken_back() {
        var grant = UUID.randomUUID().toString();
        pages.post(page, page + "/grants", Map.of("id", grant, "credits", "50", "reason", "Oops", "expires", ""));
        pages.get(page).body(containsString("Take back"));
        var correction = page + "/grants/" + grant + "/correction";
        assertTold("50 credits were taken back", pages.post(page, correction, Map.of()));
        pages.get(page).body(not(containsString("Take back<")));
        assertTold("Nothing of that grant is free", pages.post(page, correction, Map.of()));
    }

    private ValidatableResponse end(String dollars, String how) {
        return end(UUID.randomUUID(), dollars, how);
    }

    private ValidatableResponse end(UUID id, String dollars, String how) {
        var form = Map.of("id", id.toString(), "claim", "refund:re_1", "amount", dollars, "end", how);
        return pages.post(page, page + "/owed", form);
    }

    /** Where what was owed came in, in nano-dollars. */
    private List<String> paid() {
        return postgres.list(
                "select account || ' ' || amount from entry where customer_no = ? and kind = 'receivable_paid'"
                        + " and side = 'debit' order by account",
                row -> row.getString(1),
                eve.no().value());
    }

    private static void assertTold(String what, ValidatableResponse done) {
        var told = done.statusCode(303).extract().cookie("farebox-flash");
        assertTrue(URLDecoder.decode(told, StandardCharsets.UTF_8).contains(what), told);
    }

    private void buyAndSpendAndRefund() {
        var purchase = new Credit.Source(Credit.Source.Kind.PURCHASE, "p1");
        var price = Usd.parse("10.00");
        wallets.credit(new Credit(
                eve.no(),
                purchase,
                Credits.of(100),
                new Credit.Paid(price, Usd.ZERO, Optional.empty()),
                Credit.Terms.lasting("a pack"),
                Attachment.none()));
        var key = OperationKey.of("test", "one", new byte[0]);
        var order = new HoldOrder(eve.no(), key, Credits.of(40), new HoldOrder.Purpose(1, 1, 1), Attachment.none());
        var held = (Held) wallets.hold(order);
        wallets.settle(new Settlement(held.hold(), Credits.of(40), List.of(), Attachment.none()));
        wallets.refund(
                new Refund(eve.no(), purchase, "re_1", price, Usd.ZERO, Refund.Spent.CLAWBACK, Attachment.none()));
    }
}
