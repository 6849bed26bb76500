package farebox.webhook;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.customer.AppKeys;
import farebox.customer.Apps;
import farebox.customer.Customer;
import farebox.customer.Customers;
import farebox.money.Credits;
import farebox.sql.Postgres;
import farebox.testing.Keys;
import farebox.wallet.Attachment;
import farebox.wallet.Credit;
import farebox.wallet.HoldOrder;
import farebox.wallet.HoldOutcome;
import farebox.wallet.OperationKey;
import farebox.wallet.Settlement;
import farebox.wallet.Wallets;
import farebox.webhook.Endpoints.Registered;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An app of its own for each test, with a customer, and a receiver that it may register. */
abstract class WebhookScene {
    @Inject
    Apps apps;

    @Inject
    AppKeys keys;

    @Inject
    Customers customers;

    @Inject
    Wallets wallets;

    @Inject
    Endpoints endpoints;

    @Inject
    Deliveries deliveries;

    @Inject
    WalletNews news;

    @Inject
    Postgres postgres;

    Receiver receiver;
    Registered endpoint;
    int app;
    Customer ada;

    @BeforeEach
    void an_app_with_a_customer() {
        receiver = new Receiver();
        app = apps.ensure("told-" + UUID.randomUUID()).no();
        ada = customers.put(app, "ada", "Ada", "ada@example.com");
    }

    @AfterEach
    void nobody_listens() {
        if (endpoint != null) endpoints.remove(endpoint.no());
        news.learnWishes();
        receiver.close();
    }

    void register(EventType... types) {
        var names = Set.copyOf(List.of(types).stream().map(EventType::word).toList());
        endpoint = endpoints.register(new Endpoint.Order(app, new Target(URI.create(receiver.url())), names, 20));
        receiver.trusts(endpoint.secret());
        news.learnWishes();
    }

    RequestSpecification caller() {
        return given().header("Authorization", "Bearer " + keys.create(app, "test", Keys.EVERYTHING));
    }

    void grant(long credits) {
        var source =
                new Credit.Source(Credit.Source.Kind.GRANT, UUID.randomUUID().toString());
        wallets.credit(new Credit(
                ada.no(),
                source,
                Credits.of(credits),
                Credit.Paid.NOTHING,
                Credit.Terms.lasting("a test"),
                Attachment.none()));
    }

    HoldOutcome hold(long credits) {
        return wallets.hold(new HoldOrder(
                ada.no(),
                OperationKey.random(),
                Credits.of(credits),
                new HoldOrder.Purpose(app, 1, 1),
                Attachment.none()));
    }

    void spend(long credits) {
        var held = (HoldOutcome.Held) hold(credits);
        wallets.settle(new Settlement(held.hold(), Credits.of(credits), List.of(), Attachment.none()));
    }

    void freeze() {
        wallets.freeze(ada.no(), "It was asked for.", Attachment.none());
    }

    /** The next message, which must be verified and of this type. */
    Receiver.Message told(EventType type) {
        var message = receiver.next();
        assertTrue(message.verified(), message.body());
        assertEquals(type.word(), message.type());
        return message;
    }

    /** The newest delivery, once it has been tried so often and its answer is noted. */
    Delivery tried(int tries) {
        return awaited(
                delivery -> delivery.tries() == tries && delivery.lastAnswer().isPresent());
    }

    private Delivery awaited(Predicate<Delivery> noted) {
        for (; ; ) {
            Optional<Delivery> newest =
                    deliveries.of(endpoint.no(), Long.MAX_VALUE, 1).stream().findFirst();
            if (newest.filter(noted).isPresent()) return newest.get();
            Thread.onSpinWait();
        }
    }

    /** Lets the time pass until it is due. */
    void due(Delivery delivery) {
        postgres.change(
                "update webhook_delivery set due_at = now(), last_answer = null where delivery = ?", delivery.no());
    }
}
