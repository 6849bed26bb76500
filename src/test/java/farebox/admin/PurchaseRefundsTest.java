package farebox.admin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import farebox.checkout.BuyOutcome.PayPageOpened;
import farebox.checkout.Checkout;
import farebox.customer.Apps;
import farebox.customer.Customer;
import farebox.customer.Customers;
import farebox.money.Credits;
import farebox.pack.Packs;
import farebox.wallet.Attachment;
import farebox.wallet.HoldOrder;
import farebox.wallet.HoldOutcome;
import farebox.wallet.OperationKey;
import farebox.wallet.Settlement;
import farebox.wallet.Wallets;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PurchaseRefundsTest {
    private static final Pattern ORDER = Pattern.compile("name=\"refund\" value=\"([^\"]+)\"");

    @Inject
    Operators operators;

    @Inject
    Apps apps;

    @Inject
    Customers customers;

    @Inject
    Packs packs;

    @Inject
    Checkout checkout;

    @Inject
    Wallets wallets;

    private OperatorBrowser pages;
    private Customer eve;
    private UUID purchase;
    private String page;

    @BeforeEach
    void a_credited_purchase() {
        pages = OperatorBrowser.as(operators, "refunds@farebox.example", Role.ADMIN);
        eve = customers.put(apps.ensure("refunds").no(), "eve-" + UUID.randomUUID(), "Eve", "");
        var starter = packs.onSale().stream()
                .filter(pack -> pack.name().equals("Starter"))
                .findFirst()
                .orElseThrow();
        var opened = assertInstanceOf(PayPageOpened.class, checkout.buy(eve, starter.no()));
        given().redirects()
                .follow(false)
                .formParams(Map.of("email", "eve@example.com", "number", "4242 4242 4242 4242"))
                .formParams(Map.of("expiry", "12 / 40", "cvc", "123"))
                .post(opened.url())
                .then()
                .statusCode(303);
        checkout.fulfil(opened.purchase().session());
        purchase = opened.purchase().id();
        page = "/admin/purchases/" + purchase;
    }

    private String confirmation(String amount) {
        return page + "/refunds/new?spent=clawback&reason=Asked+for+it&amount=" + amount;
    }

    private Map<String, String> order(String confirmation) {
        var found = ORDER.matcher(pages.get(confirmation).extract().asString());
        if (!found.find()) throw new AssertionError("nothing to confirm at " + confirmation);
        var amount = confirmation.substring(confirmation.indexOf("amount=") + 7);
        return Map.of("refund", found.group(1), "amount", amount, "spent", "clawback", "reason", "Asked for it");
    }

    @Test
    void a_refund_is_confirmed_made_once_shown_and_noted() {
        pages.get(page).body(allOf(containsString("Refund it"), containsString("value=\"10.00\"")));
        var confirmation = confirmation("4.00");
        pages.get(confirmation)
                .statusCode(200)
                .body(allOf(containsString("Refund $4.00?"), containsString("40 unspent of 100")));
        var order = order(confirmation);
        for (int i = 0; i < 2; i++)
            pages.post(confirmation, page + "/refunds", order).statusCode(303);
        assertEquals(60, wallets.of(eve.no()).available().amount());
        pages.get(page)
                .body(allOf(
                        containsString("partly refunded"),
                        containsString("Refund, clawback"),
                        containsString("succeeded"),
                        containsString("value=\"6.00\"")));
        pages.get("/admin/audit").body(containsString("$4.00, clawback: Asked for it"));
    }

    @Test
    void what_is_owed_stands_on_the_page_with_the_way_to_book_its_end() {
        pages.get(page).body(not(containsString("Owed by the customer")));
        var key = OperationKey.of("test", "one", new byte[0]);
        var order = new HoldOrder(eve.no(), key, Credits.of(80), new HoldOrder.Purpose(1, 1, 1), Attachment.none());
        var held = assertInstanceOf(HoldOutcome.Held.class, wallets.hold(order));
        wallets.settle(new Settlement(held.hold(), Credits.of(80), List.of(), Attachment.none()));
        var confirmation = confirmation("10.00");
        pages.get(confirmation).body(containsString("80 credits, $8.00: clawback"));
        pages.post(confirmation, page + "/refunds", order(confirmation)).statusCode(303);
        pages.get(page)
                .body(allOf(
                        containsString("Owed by the customer</dt><dd>$8.00"),
                        containsString("/admin/customers/" + eve.no() + "#claims")));
        pages.get("/admin/customers/" + eve.no()).body(containsString("id=\"claims\""));
    }

    @Test
    void the_list_is_narrowed_to_a_state_and_to_a_customer() {
        var list = "/admin/purchases?customer=" + eve.no();
        pages.get(list).body(allOf(containsString(page), containsString("Only those of")));
        pages.get(list + "&state=credited").body(containsString(page));
        pages.get(list + "&state=failed").body(allOf(not(containsString(page)), containsString("Nothing here")));
        pages.get("/admin/purchases?customer=99999999").body(not(containsString(page)));
        pages.get("/admin/purchases?state=credited").body(containsString(page));
    }

    @Test
    void more_than_is_left_is_refused_whenever_it_is_asked_for() {
        pages.get(confirmation("10.01")).statusCode(422).body(containsString("Only $10.00 is left to refund."));
        pages.get(confirmation("0")).statusCode(422).body(containsString("at least $0.01"));
        pages.get(confirmation("ten")).statusCode(422).body(containsString("value=\"ten\""));
        var first = order(confirmation("10.00"));
        var second = order(confirmation("10.00"));
        var anywhere = "/admin/packs/new";
        pages.post(anywhere, page + "/refunds", first).statusCode(303);
        pages.post(anywhere, page + "/refunds", second).statusCode(303);
        pages.get(page).body(allOf(containsString("$10.00 went back"), not(containsString("Refund it"))));
    }

    @Test
    void viewers_see_refunds_and_make_none() {
        var viewer = OperatorBrowser.as(operators, "auditor@farebox.example", Role.VIEWER);
        viewer.get(page).statusCode(200).body(not(containsString("Refund it")));
        viewer.get(confirmation("1.00")).body(not(containsString("type=\"submit\">Refund")));
        viewer.post("/admin/books", page + "/refunds", order(confirmation("1.00")))
                .statusCode(403);
    }
}
