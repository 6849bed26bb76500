package farebox.sandbox.stripe;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.StripeClient;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import farebox.deployment.Deployment;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drives the sandbox with Stripe's own SDK, and pays as a browser without JavaScript would. */
@QuarkusTest
class StripeSandboxTest {
    @Inject
    Deployment deployment;

    @Inject
    Till till;

    private StripeClient stripe;

    @BeforeEach
    void hold_back_webhooks() {
        till.holdBack();
        stripe = till.client();
    }

    @AfterEach
    void let_webhooks_go() {
        till.letGo();
    }

    @Test
    void a_session_is_paid_and_shows_its_money() throws StripeException {
        var session = stripe.v1().checkout().sessions().create(pack().build());
        assertEquals("open", session.getStatus());
        assertEquals("unpaid", session.getPaymentStatus());
        assertEquals(1000, session.getAmountTotal());
        assertNull(session.getLineItems());

        till.pay(session, "4242 4242 4242 4242")
                .statusCode(303)
                .header("Location", "http://localhost/back?session=" + session.getId());

        var paid = retrieve(session.getId());
        assertEquals("complete", paid.getStatus());
        assertEquals("paid", paid.getPaymentStatus());
        assertEquals("ada", paid.getClientReferenceId());
        assertEquals("ada@example.com", paid.getCustomerDetails().getEmail());
        assertEquals("100 credits", paid.getLineItems().getData().getFirst().getDescription());
        var intent = paid.getPaymentIntentObject();
        assertEquals("succeeded", intent.getStatus());
        assertEquals("7", intent.getMetadata().get("purchase"));
        var charge = intent.getLatestChargeObject();
        assertEquals("4242", charge.getPaymentMethodDetails().getCard().getLast4());
        var transaction = charge.getBalanceTransactionObject();
        assertEquals(59, transaction.getFee());
        assertEquals(941, transaction.getNet());
        assertEquals(
                transaction.getId(),
                stripe.v1().balanceTransactions().retrieve(transaction.getId()).getId());
    }

    @Test
    void a_declined_card_can_be_followed_by_another() throws StripeException {
        var session = stripe.v1().checkout().sessions().create(pack().build());
        till.pay(session, "4000 0000 0000 0002").statusCode(402).body(containsString("Your card was declined."));
        till.pay(session, "4000000000009995").statusCode(402).body(containsString("insufficient funds"));
        till.pay(session, "4111111111111111").statusCode(402).body(containsString("not one of its test cards"));
        till.pay(session, "4242424242424241").statusCode(422).body(containsString("card number is not valid"));
        assertEquals("open", retrieve(session.getId()).getStatus());
        till.pay(session, "4242424242424242").statusCode(303);
    }

    @Test
    void a_session_is_paid_once() throws StripeException {
        var session = stripe.v1().checkout().sessions().create(pack().build());
        till.pay(session, "4242424242424242").statusCode(303);
        till.pay(session, "4242424242424242").statusCode(200).body(containsString("Already paid"));
        given().get(session.getUrl()).then().statusCode(200).body(containsString("Already paid"));
        given().get(session.getUrl() + "x").then().statusCode(404);
    }

    @Test
    void an_expired_session_takes_no_money() throws StripeException {
        var session = stripe.v1().checkout().sessions().create(pack().build());
        assertEquals(
                "expired",
                stripe.v1().checkout().sessions().expire(session.getId()).getStatus());
        till.pay(session, "4242424242424242").statusCode(200).body(containsString("expired"));
        var again = assertThrows(
                InvalidRequestException.class,
                () -> stripe.v1().checkout().sessions().expire(session.getId()));
        assertTrue(again.getMessage().contains("status of expired"));
    }

    @Test
    void the_page_shows_what_is_bought_and_carries_no_script_or_style() throws StripeException {
        var session = stripe.v1().checkout().sessions().create(pack().build());
        given().get(session.getUrl())
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .body(allOf(containsString("Sandbox: no real money"), containsString("100 credits")))
                .body(allOf(containsString("$10.00"), containsString("http://localhost/packs")))
                .body(not(allOf(containsString("<script"), containsString("<style"), containsString(" style="))));
        given().get("/sandbox/stripe/pay.css").then().statusCode(200).contentType(startsWith("text/css"));
    }

    @Test
    void the_same_key_answers_the_same_and_refuses_anything_else() throws StripeException {
        var key = RequestOptions.builder()
                .setIdempotencyKey(UUID.randomUUID().toString())
                .build();
        var first = stripe.v1().checkout().sessions().create(pack().build(), key);
        var second = stripe.v1().checkout().sessions().create(pack().build(), key);
        assertEquals(first.getId(), second.getId());
        assertEquals(first.getLastResponse().body(), second.getLastResponse().body());
        assertEquals(
                "true",
                second.getLastResponse()
                        .headers()
                        .firstValue("Idempotent-Replayed")
                        .orElse(""));
        assertTrue(first.getLastResponse().requestId().startsWith("req_"));
        var other = pack().setClientReferenceId("bob").build();
        assertThrows(
                IdempotencyException.class,
                () -> stripe.v1().checkout().sessions().create(other, key));
    }

    @Test
    void a_refused_request_does_not_use_up_its_key() throws StripeException {
        var key = RequestOptions.builder()
                .setIdempotencyKey(UUID.randomUUID().toString())
                .build();
        var bad = pack().setCustomer("cus_nobody").build();
        var refused = assertThrows(
                InvalidRequestException.class,
                () -> stripe.v1().checkout().sessions().create(bad, key));
        assertEquals("resource_missing", refused.getCode());
        assertEquals("customer", refused.getParam());
        assertTrue(stripe.v1()
                .checkout()
                .sessions()
                .create(pack().build(), key)
                .getId()
                .startsWith("cs_test_"));
    }

    @Test
    void wrong_requests_are_refused_in_stripes_words() {
        refused("mode=payment", 400, "parameter_missing", "success_url");
        refused("mode=payment&success_url=https://a.b", 400, "parameter_missing", "line_items");
        refused("success_url=https://a.b", 400, "parameter_missing", "mode");
        refused("mode=payment&success_url=javascript:alert(1)", 400, "url_invalid", "success_url");
        refused("mode=payment&colour=red", 400, "parameter_unknown", "colour");
        refused("mode=payment&success_url=https://a.b" + item("49", "1"), 400, "amount_too_small", null);
        refused(
                "mode=payment&success_url=https://a.b" + item("1.5", "1"),
                400,
                "parameter_invalid_integer",
                "line_items[0][price_data][unit_amount]");
        refused(
                "mode=payment&success_url=https://a.b" + item("-1", "1"),
                400,
                "parameter_invalid_integer",
                "line_items[0][price_data][unit_amount]");
        refused("mode=payment&success_url=https://a.b" + item("99999999", "999999"), 400, "amount_too_large", null);
        refused(
                "mode=payment&success_url=https://a.b&automatic_tax[enabled]=true" + item("50", "1"),
                400,
                null,
                "line_items[0][price_data][tax_behavior]");
        refused("mode=payment&success_url=https://a.b&expires_at=5" + item("50", "1"), 400, null, "expires_at");
    }

    @Test
    void a_key_is_asked_for() {
        given().get("/sandbox/stripe/v1/checkout/sessions")
                .then()
                .statusCode(401)
                .header("Request-Id", startsWith("req_"))
                .header("Stripe-Version", "2026-07-29.dahlia")
                .body("error.type", equalTo("invalid_request_error"));
        var stranger = StripeClient.builder()
                .setApiKey("sk_live_51")
                .setApiBase(deployment.localUrl() + "/sandbox/stripe")
                .build();
        assertThrows(
                AuthenticationException.class, () -> stranger.v1().customers().retrieve("cus_1"));
    }

    @Test
    void what_is_not_there_is_missing() {
        var missing = assertThrows(InvalidRequestException.class, () -> retrieve("cs_test_nothing"));
        assertEquals(404, missing.getStatusCode());
        assertEquals("resource_missing", missing.getCode());
        given().header("Authorization", "Bearer sk_test_sandbox")
                .get("/sandbox/stripe/v1/gift_cards")
                .then()
                .statusCode(404)
                .body("error.message", containsString("Unrecognized request URL"));
    }

    @Test
    void a_customer_lists_their_sessions_newest_first() throws StripeException {
        var ada = stripe.v1()
                .customers()
                .create(CustomerCreateParams.builder()
                        .setEmail("ada@example.com")
                        .build());
        var first = stripe.v1()
                .checkout()
                .sessions()
                .create(pack().setCustomer(ada.getId()).build());
        var second = stripe.v1()
                .checkout()
                .sessions()
                .create(pack().setCustomer(ada.getId()).build());
        var page = stripe.v1()
                .checkout()
                .sessions()
                .list(SessionListParams.builder()
                        .setCustomer(ada.getId())
                        .setLimit(1L)
                        .build());
        assertEquals(second.getId(), page.getData().getFirst().getId());
        assertTrue(page.getHasMore());
        var rest = stripe.v1()
                .checkout()
                .sessions()
                .list(SessionListParams.builder()
                        .setCustomer(ada.getId())
                        .setStartingAfter(second.getId())
                        .build());
        assertEquals(first.getId(), rest.getData().getFirst().getId());
        assertFalse(rest.getHasMore());
        assertNotEquals(first.getUrl(), second.getUrl());
    }

    private Session retrieve(String id) throws StripeException {
        var expand = SessionRetrieveParams.builder()
                .addExpand("line_items")
                .addExpand("payment_intent.latest_charge.balance_transaction")
                .build();
        return stripe.v1().checkout().sessions().retrieve(id, expand);
    }

    private static String item(String cents, String quantity) {
        return "&line_items[0][price_data][currency]=usd&line_items[0][price_data][product_data][name]=x"
                + "&line_items[0][price_data][unit_amount]=" + cents + "&line_items[0][quantity]=" + quantity;
    }

    private static ValidatableResponse refused(String form, int status, String code, String param) {
        return given().header("Authorization", "Bearer sk_test_sandbox")
                .contentType("application/x-www-form-urlencoded")
                .body(form)
                .post("/sandbox/stripe/v1/checkout/sessions")
                .then()
                .statusCode(status)
                .body("error.code", equalTo(code))
                .body("error.param", equalTo(param));
    }

    private static SessionCreateParams.Builder pack() {
        return Till.pack();
    }
}
