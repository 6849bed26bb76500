package farebox.webhook;

import static farebox.webhook.EventType.BALANCE_EXHAUSTED;
import static farebox.webhook.EventType.BALANCE_EXPIRING;
import static farebox.webhook.EventType.BALANCE_LOW;
import static farebox.webhook.EventType.RATE_CARD_PUBLISHED;
import static farebox.webhook.EventType.WALLET_FROZEN;
import static farebox.webhook.EventType.WALLET_UNFROZEN;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.money.Credits;
import farebox.rate.RateCard;
import farebox.wallet.Attachment;
import farebox.wallet.HoldOutcome;
import farebox.wallet.WalletChange;
import farebox.webhook.WalletNews.Lapsing;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What apps are told, by what happens to wallets and cards. */
@QuarkusTest
class WebhookTest extends WebhookScene {
    @Inject
    Outbox outbox;

    @Inject
    Event<RateCard> published;

    @Inject
    BeanManager beans;

    @Test
    void a_balance_that_falls_low_is_told_as_it_falls() {
        grant(30);
        register(BALANCE_LOW);
        spend(10);
        spend(1);
        spend(1);
        var message = told(BALANCE_LOW);
        assertEquals("ada", message.json().getString("data.customer"));
        assertEquals(19, message.json().getInt("data.available"));
        assertEquals(Boolean.FALSE, message.json().getBoolean("livemode"));
        Instant.parse(message.json().getString("timestamp"));
        grant(10);
        spend(20);
        assertEquals(8, told(BALANCE_LOW).json().getInt("data.available"));
        receiver.hasHeardAll();
    }

    @Test
    void a_new_instance_knows_who_wants_to_hear_before_its_lanes_open() {
        register(BALANCE_LOW);
        var started = new StartupEvent();
        var fresh = new WalletNews(postgres, outbox);
        fresh.learnFirst(started);
        assertEquals(1, fresh.rows(fall(30, 10)).size());
        var observers = beans.resolveObserverMethods(started);
        assertTrue(priority(observers, "WalletNews") < priority(observers, "Lanes"));
    }

    private WalletChange fall(long from, long to) {
        return new WalletChange(ada.no(), unspent(from), unspent(to), false, List.of(), Instant.now());
    }

    private static WalletChange.State unspent(long credits) {
        return new WalletChange.State(Credits.of(30), Credits.of(credits), Credits.NONE, Optional.empty());
    }

    private static int priority(Set<? extends ObserverMethod<?>> observers, String bean) {
        return observers.stream()
                .filter(observer -> observer.getBeanClass().getSimpleName().equals(bean))
                .findFirst()
                .orElseThrow()
                .getPriority();
    }

    @Test
    void a_hold_makes_no_balance_low() {
        grant(30);
        register(BALANCE_LOW, WALLET_FROZEN);
        hold(25);
        freeze();
        told(WALLET_FROZEN);
    }

    @Test
    void a_balance_is_exhausted_once_until_credits_come_in() {
        grant(4);
        register(BALANCE_EXHAUSTED);
        spend(3);
        assertInstanceOf(HoldOutcome.NotEnough.class, hold(3));
        assertInstanceOf(HoldOutcome.NotEnough.class, hold(3));
        assertEquals(1, told(BALANCE_EXHAUSTED).json().getInt("data.available"));
        grant(2);
        spend(3);
        assertEquals(0, told(BALANCE_EXHAUSTED).json().getInt("data.available"));
        receiver.hasHeardAll();
    }

    @Test
    void a_wallet_is_frozen_and_unfrozen() {
        register(WALLET_FROZEN, WALLET_UNFROZEN);
        freeze();
        freeze();
        assertEquals("It was asked for.", told(WALLET_FROZEN).json().getString("data.reason"));
        wallets.unfreeze(ada.no(), Attachment.none());
        told(WALLET_UNFROZEN);
        receiver.hasHeardAll();
    }

    @Test
    void credits_that_lapse_soon_are_told_once() {
        grant(7);
        register(BALANCE_EXPIRING);
        lapseInSixDays();
        news.tellOfLapsing();
        news.tellOfLapsing();
        assertEquals(7, told(BALANCE_EXPIRING).json().getInt("data.credits"));
        receiver.hasHeardAll();
    }

    @Test
    void of_whatever_lapses_only_what_was_not_told_is_asked_for() {
        register(BALANCE_EXPIRING);
        news.tellOfLapsing();
        for (var lots = 0; lots <= WalletNews.PAGE; lots++) grant(1);
        lapseInSixDays();
        assertEquals(WalletNews.PAGE, news.untold(Lapsing.FIRST).size());
        news.tellOfLapsing();
        assertEquals(List.of(), news.untold(Lapsing.FIRST));
        assertEquals(
                WalletNews.PAGE + 1,
                deliveries.of(endpoint.no(), Long.MAX_VALUE, 1_000).size());
    }

    private void lapseInSixDays() {
        postgres.change(
                "update lot set expires_at = now() + interval '6 days' where customer_no = ?",
                ada.no().value());
    }

    @Test
    void everybody_who_wants_to_is_told_of_a_new_rate_card() {
        register(RATE_CARD_PUBLISHED);
        QuarkusTransaction.requiringNew()
                .run(() -> published.fire(new RateCard(4711, Instant.EPOCH, "olga", "", List.of())));
        assertEquals(4711, told(RATE_CARD_PUBLISHED).json().getInt("data.rate_card"));
    }

    @Test
    void what_was_rolled_back_is_not_told() {
        register(WALLET_FROZEN, WALLET_UNFROZEN);
        QuarkusTransaction.begin();
        outbox.tell(WebhookEvent.of(WALLET_FROZEN, ada.no(), Map.of()));
        QuarkusTransaction.rollback();
        outbox.tell(WebhookEvent.of(WALLET_UNFROZEN, ada.no(), Map.of()));
        told(WALLET_UNFROZEN);
        receiver.hasHeardAll();
    }

    @Test
    void another_app_hears_nothing_and_nothing_is_kept_for_nobody() {
        register(WALLET_FROZEN);
        var stranger = customers.put(apps.ensure("told nothing").no(), "bob", "", "");
        wallets.freeze(stranger.no(), "It was asked for.", Attachment.none());
        freeze();
        assertEquals("ada", told(WALLET_FROZEN).json().getString("data.customer"));
        var kept = postgres.list(
                "select id from webhook_event where customer_no = ?",
                row -> row.getString("id"),
                stranger.no().value());
        assertEquals(List.of(), kept);
        wallets.unfreeze(stranger.no(), Attachment.none());
    }

    @Test
    void an_app_sees_its_endpoints_without_their_secrets() {
        register(WALLET_FROZEN);
        caller().get("/v1/webhook-endpoints")
                .then()
                .statusCode(200)
                .body("data.id", contains("we_" + endpoint.no()), "data[0].url", equalTo(receiver.url()))
                .body("data[0].keySet()", equalTo(Set.of("id", "url", "types", "low_below", "created_at", "livemode")));
        caller().get("/v1/webhook-endpoints/we_" + endpoint.no())
                .then()
                .body("types", contains("wallet.frozen"), "low_below", equalTo(20));
        caller().get("/v1/webhook-endpoints/we_999999").then().statusCode(404).body("code", equalTo("not_found"));
        caller().get("/v1/webhook-endpoints?cursor=x").then().statusCode(400);
    }
}
