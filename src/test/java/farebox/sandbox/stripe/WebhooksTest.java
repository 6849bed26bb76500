package farebox.sandbox.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.checkout.Session;
import com.stripe.net.Webhook;
import com.sun.net.httpserver.HttpServer;
import farebox.sql.Postgres;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A merchant's server of the test's own takes the webhooks, and checks them with Stripe's SDK. */
@QuarkusTest
class WebhooksTest {
    private static final String SECRET = "whsec_of_the_test";

    @Inject
    Till till;

    @Inject
    Deliveries deliveries;

    @Inject
    Payments payments;

    @Inject
    Postgres postgres;

    private final List<Event> received = Collections.synchronizedList(new ArrayList<>());
    private HttpServer merchant;
    private volatile int answer = 200;

    @BeforeEach
    void open_the_merchants_server() throws IOException {
        till.holdBack();
        merchant = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        merchant.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var signature = exchange.getRequestHeaders().getFirst("Stripe-Signature");
            try {
                received.add(Webhook.constructEvent(body, signature, SECRET));
            } catch (SignatureVerificationException forged) {
                answer = 400;
            }
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        merchant.start();
    }

    @AfterEach
    void close_it() {
        merchant.stop(0);
        till.letGo();
    }

    @Test
    void a_payment_is_told_newest_first_and_the_session_twice() throws Exception {
        var session = buy("4242424242424242");
        deliverAll();
        assertEquals(
                List.of(
                        "checkout.session.completed",
                        "payment_intent.succeeded",
                        "charge.succeeded",
                        "checkout.session.completed"),
                types());
        assertEquals(received.getFirst().getId(), received.getLast().getId());
        var told = (Session)
                received.getFirst().getDataObjectDeserializer().getObject().orElseThrow();
        assertEquals(session.getId(), told.getId());
        assertEquals("paid", told.getPaymentStatus());
        assertEquals("2026-07-29.dahlia", received.getFirst().getApiVersion());
        assertFalse(received.getFirst().getLivemode());
        assertEquals(
                received.getFirst().getType(),
                till.client()
                        .v1()
                        .events()
                        .retrieve(received.getFirst().getId())
                        .getType());
    }

    @Test
    void a_bank_debit_arrives_later() throws Exception {
        till.holdMoneyBack();
        var session =
                till.client().v1().checkout().sessions().create(Till.pack().build());
        till.payByBankDebit(session, "bank_debit").statusCode(303);
        assertEquals("unpaid", paymentStatus(session));
        till.settle(payments);
        assertEquals("paid", paymentStatus(session));
        deliverAll();
        assertTrue(types().contains("checkout.session.async_payment_succeeded"));
        assertTrue(types().contains("payment_intent.succeeded"));
    }

    @Test
    void a_bank_debit_may_fail() throws Exception {
        till.holdMoneyBack();
        var session =
                till.client().v1().checkout().sessions().create(Till.pack().build());
        till.payByBankDebit(session, "bank_debit_failing").statusCode(303);
        till.settle(payments);
        assertEquals("unpaid", paymentStatus(session));
        deliverAll();
        assertTrue(types().contains("checkout.session.async_payment_failed"));
        assertFalse(types().contains("payment_intent.succeeded"));
    }

    @Test
    void an_expired_session_is_told() throws Exception {
        var session =
                till.client().v1().checkout().sessions().create(Till.pack().build());
        till.client().v1().checkout().sessions().expire(session.getId());
        deliverAll();
        assertEquals(List.of("checkout.session.expired"), types());
    }

    @Test
    void what_is_not_taken_is_tried_again_later() throws Exception {
        buy("4242424242424242");
        answer = 500;
        deliverAll();
        assertEquals(4, received.size());
        assertEquals(
                List.of("500"),
                postgres.list(
                        "select distinct last_answer from sandbox.delivery where delivered_at is null",
                        row -> row.getString(1)));
        answer = 200;
        deliverAll();
        assertEquals(8, received.size());
        assertEquals(
                List.of(),
                postgres.list("select id from sandbox.delivery where delivered_at is null", row -> row.getLong(1)));
    }

    @Test
    void a_webhook_is_given_up_after_fifteen_tries() throws Exception {
        buy("4242424242424242");
        postgres.change("update sandbox.delivery set tries = 15 where delivered_at is null");
        deliverAll();
        assertEquals(List.of(), types());
    }

    @Test
    void an_altered_body_fails_the_check_of_stripes_sdk() {
        var endpoint = endpoint();
        var now = Clock.systemUTC().instant().getEpochSecond();
        var signature = endpoint.signature(now, "{}");
        assertThrows(SignatureVerificationException.class, () -> Webhook.constructEvent("{ }", signature, SECRET));
        assertThrows(
                SignatureVerificationException.class, () -> Webhook.constructEvent("{}", signature, "whsec_other"));
    }

    private Session buy(String card) throws StripeException {
        var session =
                till.client().v1().checkout().sessions().create(Till.pack().build());
        till.pay(session, card).statusCode(303);
        return session;
    }

    /** Delivers everything that waits, in the order in which it is due, as if its time had come. */
    private void deliverAll() throws InterruptedException {
        postgres.change("update sandbox.delivery set due_at = due_at - interval '1 hour' where delivered_at is null");
        for (var next = deliveries.claim(); next.isPresent(); next = deliveries.claim()) {
            deliveries.note(next.get(), endpoint().post(next.get().body()));
        }
    }

    private WebhookEndpoint endpoint() {
        var url = URI.create("http://127.0.0.1:" + merchant.getAddress().getPort() + "/");
        return new WebhookEndpoint(url, SECRET, Clock.systemUTC());
    }

    private List<String> types() {
        return received.stream().map(Event::getType).toList();
    }

    private String paymentStatus(Session session) throws StripeException {
        return till.client()
                .v1()
                .checkout()
                .sessions()
                .retrieve(session.getId())
                .getPaymentStatus();
    }
}
