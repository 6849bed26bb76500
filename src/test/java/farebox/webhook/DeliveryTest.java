package farebox.webhook;

import static farebox.webhook.EventType.WALLET_FROZEN;
import static farebox.webhook.EventType.WALLET_UNFROZEN;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.wallet.Attachment;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How messages are brought: until they are taken, for three days, to each by whichever instance is first. */
@QuarkusTest
class DeliveryTest extends WebhookScene {
    private static final int MANY = 60;

    @Inject
    Outbox outbox;

    @Inject
    Post post;

    @Inject
    Courier courier;

    @Inject
    MeterRegistry meters;

    @Test
    void a_message_that_was_not_taken_comes_again_under_the_same_id() {
        register(WALLET_FROZEN);
        receiver.answers(500, 302);
        freeze();
        var first = told(WALLET_FROZEN);
        var refused = tried(1);
        assertTrue(refused.isWaiting());
        assertEquals(Optional.of(500), refused.lastStatus());
        assertEquals(Optional.of("thanks"), refused.lastAnswer());
        due(refused);
        assertEquals(first, told(WALLET_FROZEN));
        // Nobody is led elsewhere: an answer that points to another address is no receipt.
        var redirected = tried(2);
        assertEquals(Optional.of(302), redirected.lastStatus());
        due(redirected);
        assertEquals(first, told(WALLET_FROZEN));
        assertEquals(Delivery.State.DELIVERED, tried(3).state());
        receiver.hasHeardAll();
    }

    @Test
    void the_tenth_refusal_is_the_last_and_an_operator_may_tell_again() {
        register(WALLET_FROZEN);
        receiver.answers(500, 500);
        freeze();
        var first = told(WALLET_FROZEN);
        var waiting = tried(1);
        postgres.change("update webhook_delivery set tries = 9 where delivery = ?", waiting.no());
        due(waiting);
        told(WALLET_FROZEN);
        var failed = tried(10);
        assertEquals(Delivery.State.FAILED, failed.state());
        assertTrue(deliveries.again(failed.no()));
        assertEquals(first, told(WALLET_FROZEN));
        assertEquals(Delivery.State.DELIVERED, tried(1).state());
    }

    @Test
    void nobody_listens_and_it_waits() {
        register(WALLET_FROZEN);
        receiver.close();
        freeze();
        var refused = tried(1);
        assertTrue(refused.isWaiting());
        assertEquals(Optional.empty(), refused.lastStatus());
    }

    @Test
    void a_long_answer_is_not_heard_out() {
        register(WALLET_FROZEN);
        receiver.says("\u0000no end ".repeat(1_000_000));
        freeze();
        told(WALLET_FROZEN);
        var taken = tried(1);
        assertEquals(Delivery.State.DELIVERED, taken.state());
        assertTrue(taken.lastAnswer().get().length() <= 500);
    }

    @Test
    void two_instances_bring_everything_and_nothing_twice() {
        register(WALLET_FROZEN);
        for (int i = 0; i < MANY; i++) outbox.tell(WebhookEvent.of(WALLET_FROZEN, ada.no(), Map.of("no", i)));
        new Courier(deliveries, endpoints, post, meters).round();
        courier.round();
        var ids = new HashSet<String>();
        for (int i = 0; i < MANY; i++) assertTrue(ids.add(told(WALLET_FROZEN).id()));
        receiver.hasHeardAll();
    }

    @Test
    void what_an_instance_died_over_is_taken_by_another() {
        register(WALLET_FROZEN);
        var removed = endpoint.no();
        freeze();
        told(WALLET_FROZEN);
        var delivered = tried(1);
        postgres.change(
                "update webhook_delivery set state = 'waiting', due_at = now() + interval '1 hour' where delivery = ?",
                delivered.no());
        due(delivered);
        told(WALLET_FROZEN);
        assertEquals(Delivery.State.DELIVERED, tried(2).state());
        endpoints.remove(removed);
        assertFalse(deliveries.again(delivered.no()));
    }

    @Test
    void a_receiver_that_is_gone_is_told_nothing_until_it_is_switched_on() {
        register(WALLET_FROZEN, WALLET_UNFROZEN);
        receiver.answers(500, 410);
        freeze();
        told(WALLET_FROZEN);
        var waiting = tried(1);
        wallets.unfreeze(ada.no(), Attachment.none());
        var message = told(WALLET_UNFROZEN).id();
        var off = switchedOff();
        assertEquals("It answered 410 Gone to " + message + ".", off.reason());
        assertEquals(Delivery.State.FAILED, tried(1).state());
        var given = deliveries.find(waiting.no()).orElseThrow();
        assertEquals(Delivery.State.FAILED, given.state());
        assertFalse(deliveries.again(waiting.no()));
        caller().get("/v1/webhook-endpoints/we_" + endpoint.no())
                .then()
                .body("off_since", equalTo(off.since().toString()));
        freeze();
        assertTrue(endpoints.switchOn(endpoint.no()));
        assertFalse(endpoints.switchOn(endpoint.no()));
        wallets.unfreeze(ada.no(), Attachment.none());
        told(WALLET_UNFROZEN);
        receiver.hasHeardAll();
    }

    private Endpoint.Off switchedOff() {
        for (; ; ) {
            var off = endpoints.find(endpoint.no()).flatMap(Endpoint::off);
            if (off.isPresent()) return off.get();
            Thread.onSpinWait();
        }
    }

    @Test
    void the_old_secret_signs_as_well_for_a_day() {
        register(WALLET_FROZEN);
        var renewed = endpoints.replaceSecret(endpoint.no()).orElseThrow();
        freeze();
        told(WALLET_FROZEN);
        receiver.trusts(renewed.secret());
        assertTrue(deliveries.again(tried(1).no()));
        told(WALLET_FROZEN);
        postgres.change(
                "update webhook_endpoint set replaced_at = now() - interval '25 hours' where endpoint = ?",
                endpoint.no());
        receiver.trusts(endpoint.secret());
        assertTrue(deliveries.again(tried(1).no()));
        assertFalse(receiver.next().verified());
    }

    @Test
    void what_a_removed_endpoint_waits_for_is_given_up() {
        register(WALLET_FROZEN);
        receiver.answers(500);
        freeze();
        told(WALLET_FROZEN);
        tried(1);
        endpoints.remove(endpoint.no());
        assertEquals(Delivery.State.FAILED, tried(1).state());
        assertFalse(endpoints.remove(endpoint.no()));
    }
}
