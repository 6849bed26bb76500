package farebox.checkout;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.customer.AppKey;
import farebox.customer.AppKeys;
import farebox.customer.Apps;
import farebox.customer.Customer;
import farebox.deployment.Deployment;
import farebox.money.Credits;
import farebox.money.Usd;
import farebox.sql.Postgres;
import farebox.testing.Keys;
import farebox.wallet.Wallets;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CheckoutTest {
    @Inject
    Shop shop;

    @Inject
    Checkout checkout;

    @Inject
    Purchases purchases;

    @Inject
    Apps apps;

    @Inject
    AppKeys keys;

    @Inject
    Wallets wallets;

    @Inject
    Postgres postgres;

    @Inject
    Deployment deployment;

    @Inject
    Clock clock;

    private Customer ada;

    @BeforeEach
    void a_customer_at_a_quiet_stripe() {
        shop.quiet();
        ada = shop.newcomer();
    }

    @AfterEach
    void stripe_speaks_again() {
        shop.loud();
    }

    private Credits available() {
        return shop.available(ada);
    }

    @Test
    void a_paid_pack_is_credited_once_however_many_look() throws Exception {
        var page = shop.open(ada);
        Shop.pay(page, "4242424242424242").statusCode(303);
        var session = page.purchase().session();
        Callable<FulfilOutcome> look = () -> checkout.fulfil(session);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var outcome :
                    threads.invokeAll(IntStream.range(0, 50).mapToObj(i -> look).toList()))
                assertInstanceOf(FulfilOutcome.Credited.class, outcome.get());
        }
        assertEquals(Credits.of(100), available());
        var lot = wallets.lots(ada.no(), 10).getFirst();
        assertEquals(Usd.parse("10.00"), lot.paid());
        assertEquals(Usd.parse("0.59"), lot.fee().orElseThrow());
        assertEquals(1, wallets.lots(ada.no(), 10).size());
        assertEquals(
                Purchase.State.CREDITED,
                purchases.find(page.purchase().id()).orElseThrow().state());
    }

    @Test
    void a_declined_card_credits_nothing() {
        var page = shop.open(ada);
        Shop.pay(page, "4000000000000002").statusCode(402).body(containsString("declined"));
        assertInstanceOf(
                FulfilOutcome.Unpaid.class, checkout.fulfil(page.purchase().session()));
        assertEquals(Credits.NONE, available());
    }

    @Test
    void what_was_paid_must_be_what_was_sold() {
        var page = shop.open(ada);
        Shop.pay(page, "4242424242424242").statusCode(303);
        postgres.change(
                "update purchase set price_cents = 999 where id = ?",
                page.purchase().id());
        assertInstanceOf(
                FulfilOutcome.Flagged.class, checkout.fulfil(page.purchase().session()));
        assertEquals(Credits.NONE, available());
    }

    @Test
    void a_session_of_somebody_else_is_not_ours() {
        assertInstanceOf(FulfilOutcome.NotOurs.class, checkout.fulfil("cs_test_unknown"));
        assertInstanceOf(FulfilOutcome.NotOurs.class, checkout.fulfil("../../v1/charges"));
    }

    @Test
    void a_genuine_event_is_kept_once_and_credits_whatever_its_version() throws Exception {
        var page = shop.open(ada);
        Shop.pay(page, "4242424242424242").statusCode(303);
        var id = "evt_" + UUID.randomUUID();
        var body = event(id, page.purchase().session(), false);
        for (int i = 0; i < 3; i++) deliver(body, now(), secret()).statusCode(200);
        assertEquals(
                List.of(1L),
                postgres.list("select count(*) from stripe_event where event_id = ?", row -> row.getLong(1), id));
        untilCredited();
        assertEquals(Credits.of(100), available());
    }

    @Test
    void a_forged_event_is_refused_and_not_kept() throws Exception {
        var id = "evt_" + UUID.randomUUID();
        var body = event(id, "cs_test_x", false);
        deliver(body, now(), "whsec_wrong").statusCode(400).body("code", equalTo("invalid_request"));
        deliver(body, now() - 301, secret()).statusCode(400);
        deliver(body, now() + 301, secret()).statusCode(400);
        deliver(event(id, "cs_test_x", true), now(), secret()).statusCode(400);
        var signature = signature(body, now(), secret());
        post(body.replace("cs_test_x", "cs_test_y"), signature).statusCode(400);
        post(body, signature.replace("v1=", "v0=")).statusCode(400);
        given().body(body)
                .contentType(ContentType.JSON)
                .post("/webhooks/stripe")
                .then()
                .statusCode(400);
        assertEquals(
                List.of(0L),
                postgres.list("select count(*) from stripe_event where event_id = ?", row -> row.getLong(1), id));
    }

    @Test
    void an_app_opens_a_checkout_session_and_reads_it_again() {
        var key = keys.create(shop.app(), "test", Keys.EVERYTHING);
        var app = given().header("Authorization", "Bearer " + key).contentType(ContentType.JSON);
        int pack = shop.starter().no();
        var order = "{\"customer\": \"%s\", \"pack\": %d, \"metadata\": {\"basket\": \"7\"}}";
        var id = app.body(order.formatted(ada.id(), pack))
                .post("/v1/checkout-sessions")
                .then()
                .statusCode(201)
                .body("url", containsString("/sandbox/stripe/pay/"))
                .extract()
                .<String>path("id");
        given().header("Authorization", "Bearer " + key)
                .get("/v1/checkout-sessions/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("open"), "credits", equalTo(100), "price_cents", equalTo(1000))
                .body("metadata.basket", equalTo("7"));
        given().header("Authorization", "Bearer " + key)
                .get("/v1/purchases?customer=" + ada.id())
                .then()
                .body("data.id", equalTo(List.of(id)), "has_more", equalTo(false));
        var stranger = keys.create(apps.ensure("stranger").no(), "test", AppKey.Allowed.ORDINARY);
        given().header("Authorization", "Bearer " + stranger)
                .get("/v1/checkout-sessions/" + id)
                .then()
                .statusCode(404);
        given().header("Authorization", "Bearer " + key).get("/v1/packs").then().body("data.name", hasItem("Starter"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'customer': 'ada'}",
                "{'customer': 'ada', 'pack': 999999}",
                "{'customer': 'ada', 'pack': 1.5}",
                "{'customer': 'ada', 'pack': '1'}",
                "{'customer': 'a b', 'pack': 1}",
                "{'customer': 'ada', 'pack': 1, 'success_url': 'javascript:alert(1)'}",
                "{'customer': 'ada', 'pack': 1, 'cancel_url': '/packs'}",
                "{'customer': 'ada', 'pack': 1, 'metadata': {'basket': null}}",
                "{'customer': 'ada', 'pack'",
            })
    void a_bad_request_opens_nothing(String body) {
        given().header("Authorization", "Bearer " + keys.create(shop.app(), "test", AppKey.Allowed.ORDINARY))
                .contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post("/v1/checkout-sessions")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid_request"));
    }

    private void untilCredited() {
        var deadline = System.nanoTime() + 10_000_000_000L;
        while (available().isNone()) {
            assertTrue(System.nanoTime() < deadline, "the event was not handled");
            Thread.onSpinWait();
        }
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private String secret() {
        return deployment.stripe().webhookSecrets().getFirst();
    }

    /** Of an old API version, whose objects the SDK would not read. */
    private static String event(String id, String session, boolean livemode) {
        return """
                {"id": "%s", "object": "event", "api_version": "2019-02-19", "created": 1, "livemode": %s,
                 "type": "checkout.session.completed", "data": {"object": {"id": "%s", "object": "checkout.session"}}}
                """.formatted(id, livemode, session);
    }

    private static ValidatableResponse deliver(String body, long at, String secret) throws Exception {
        return post(body, signature(body, at, secret));
    }

    private static ValidatableResponse post(String body, String signature) {
        return given().header("Stripe-Signature", signature)
                .contentType(ContentType.JSON)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/webhooks/stripe")
                .then();
    }

    /** Signed by hand, so that the receiver is not checked by its own library. */
    private static String signature(String body, long at, String secret) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var digest = mac.doFinal((at + "." + body).getBytes(StandardCharsets.UTF_8));
        return "t=" + at + ",v1=" + HexFormat.of().formatHex(digest);
    }
}
