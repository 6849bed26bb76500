package farebox.portal;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.checkout.AskOutcome;
import farebox.checkout.Checkout;
import farebox.checkout.RefundOrder;
import farebox.checkout.Refunds;
import farebox.wallet.Refund.Spent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PurchasePagesTest {
    static final int STARTER = 1;

    @Inject
    Guests guests;

    @Inject
    Refunds refunds;

    @Inject
    Checkout checkout;

    private Browser ada;

    /** No webhook leaves by itself, so that what a page shows is what the page itself has found out. */
    @BeforeEach
    void a_customer_at_a_quiet_stripe() {
        tell("{\"webhooks\": {\"deliver\": false}}");
        ada = Browser.entered(guests.link());
    }

    @AfterEach
    void stripe_speaks_again() {
        tell("{\"webhooks\": {\"deliver\": true}}");
    }

    private static void tell(String settings) {
        given().contentType("application/json")
                .body(settings)
                .post("/sandbox/control")
                .then()
                .statusCode(200);
    }

    private String payPage() {
        return ada.submit("/portal", "/portal/purchases", Map.of("pack", STARTER))
                .then()
                .statusCode(303)
                .header("Location", containsString("/sandbox/stripe/pay/"))
                .extract()
                .header("Location");
    }

    /** Pays, and gives the address of the landing page to which Stripe leads back. */
    static String paid(String payPage, Map<String, String> with) {
        var location = given().redirects()
                .follow(false)
                .formParams(Map.of("email", "ada@example.com", "number", "4242 4242 4242 4242"))
                .formParams(Map.of("expiry", "12 / 40", "cvc", "123"))
                .formParams(with)
                .post(payPage)
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
        var landing = URI.create(location);
        return landing.getPath() + "?" + landing.getQuery();
    }

    private ValidatableResponse page(String address) {
        return ada.get(address).then().statusCode(200);
    }

    @Test
    void coming_back_from_paying_finds_the_credits_though_no_webhook_came() {
        var landing = paid(payPage(), Map.of());
        page(landing).body(allOf(containsString("Paid: your credits are here"), not(containsString("hx-get"))));
        page("/portal").body(containsString(">100</div>"));
        page(landing);
        page("/portal").body(containsString(">100</div>"));
        page("/portal/purchases").body(allOf(containsString("Starter, 100 credits"), containsString("credited")));
    }

    @Test
    void a_payment_on_its_way_is_watched() {
        page(paid(payPage(), Map.of("pay_with", "bank_debit")))
                .body(allOf(containsString("Your payment is on its way"), containsString("hx-trigger=\"every 2s\"")));
    }

    @Test
    void a_purchase_that_was_left_is_not_watched() {
        payPage();
        page("/portal/purchases").body(containsString("not paid yet"));
    }

    @Test
    void nobody_sees_the_purchases_of_others() {
        var landing = paid(payPage(), Map.of());
        Browser.entered(guests.link())
                .get(landing)
                .then()
                .statusCode(404)
                .body(containsString("There is no such purchase."));
    }

    @Test
    void a_pack_that_is_not_on_sale_cannot_be_bought() {
        ada.submit("/portal", "/portal/purchases", Map.of("pack", 4711))
                .then()
                .statusCode(303)
                .header("Location", endsWith("/portal"));
        page("/portal").body(containsString("That pack is not on sale any more."));
    }

    @Test
    void buying_needs_the_form_that_we_made() {
        given().redirects()
                .follow(false)
                .formParam("pack", STARTER)
                .post("/portal/purchases")
                .then()
                .statusCode(400);
    }

    @Test
    void a_purchase_that_was_refunded_says_so() {
        var landing = paid(payPage(), Map.of());
        page(landing);
        for (var part : List.of("partly refunded", "refunded")) {
            giveBack(landing, 500);
            page("/portal/purchases").body(containsString(">" + part + "<"));
        }
        page(landing).body(allOf(containsString("This purchase was refunded"), containsString("$10.00 goes back")));
    }

    @Test
    void a_purchase_that_is_disputed_says_so() {
        var landing = paid(payPage(), Map.of("number", "4000 0000 0000 0259"));
        page(landing);
        tell("{\"webhooks\": {\"deliver\": true}}");
        var deadline = System.nanoTime() + 20_000_000_000L;
        while (!ada.get(landing).asString().contains("The payment is disputed"))
            assertTrue(System.nanoTime() < deadline, "nobody heard of the dispute");
    }

    private void giveBack(String landing, long cents) {
        var purchase = UUID.fromString(landing.substring("/portal/purchases/".length(), landing.indexOf('?')));
        var order = new RefundOrder(UUID.randomUUID(), purchase, cents, Spent.GOODWILL, "Asked for it");
        if (refunds.ask(order) instanceof AskOutcome.Asked(var asked)) checkout.giveBack(asked);
    }
}
