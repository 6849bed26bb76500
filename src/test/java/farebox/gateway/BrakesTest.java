package farebox.gateway;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import farebox.customer.AppKey;
import farebox.customer.Brakes;
import farebox.customer.Customers;
import farebox.money.Credits;
import farebox.testing.Keys;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keys and customers that may spend, or ask, only so much. */
@QuarkusTest
class BrakesTest extends InvocationScene {
    @Inject
    Customers customers;

    private void brake(Integer requests, Long daily, Long total) {
        var made = keys.all().getFirst();
        keys.change(
                made.no(),
                Keys.EVERYTHING,
                new Brakes(
                        Optional.ofNullable(requests),
                        Optional.ofNullable(daily).map(Credits::of),
                        Optional.ofNullable(total).map(Credits::of)));
    }

    @Test
    void a_key_at_its_daily_cap_is_refused_until_midnight() {
        grant(100);
        brake(null, 25L, null);
        invoke("a", ask("premium", "Hello")).statusCode(200);
        invoke("b", ask("premium", "Hello"))
                .statusCode(402)
                .body("code", equalTo("spend_cap_reached"), "scope", equalTo("key_daily"))
                .body("limit", equalTo(25), "resets_at", notNullValue());
        invoke("c", ask("standard", "Hello")).statusCode(200);
        balance(75, 0);
        // what was answered is answered again, cap or no cap
        invoke("a", ask("premium", "Hello")).statusCode(200).header("Idempotent-Replayed", "true");
    }

    @Test
    void a_key_at_its_total_cap_is_refused_for_good() {
        grant(100);
        brake(null, null, 20L);
        invoke("a", ask("premium", "Hello")).statusCode(200);
        invoke("b", ask("simple", "Hello"))
                .statusCode(402)
                .body("scope", equalTo("key_total"), "resets_at", nullValue());
    }

    @Test
    void a_failed_call_counts_on_no_cap() {
        grant(100);
        brake(null, 20L, null);
        tell("{\"bedrock\": {\"behaviours\": [{\"kind\": \"error\"}, {\"kind\": \"error\"}]}}");
        invoke("a", ask("premium", "Hello")).statusCode(502);
        tell("{\"bedrock\": {\"behaviours\": []}}");
        invoke("b", ask("premium", "Hello")).statusCode(200);
    }

    @Test
    void a_customers_daily_cap_holds_for_calls_and_for_holds() {
        grant(100);
        var no = customers
                .find(apps.ensure("invocations").no(), customer)
                .orElseThrow()
                .no();
        customers.capDaily(no, Optional.of(Credits.of(20)));
        app().body("{\"customer\": \"%s\", \"credits\": 15}".formatted(customer))
                .post("/v1/holds")
                .then()
                .statusCode(201);
        invoke("a", ask("premium", "Hello")).statusCode(402).body("scope", equalTo("customer_daily"));
        app().body("{\"customer\": \"%s\", \"credits\": 6}".formatted(customer))
                .post("/v1/holds")
                .then()
                .statusCode(402)
                .body("code", equalTo("spend_cap_reached"));
        customers.capDaily(no, Optional.empty());
        invoke("b", ask("premium", "Hello")).statusCode(200);
    }

    @Test
    void a_key_asks_only_so_often() {
        brake(2, null, null);
        app().get("/v1/tasks")
                .then()
                .statusCode(200)
                .header("x-ratelimit-limit-requests", "2")
                .header("x-ratelimit-remaining-requests", "1");
        app().get("/v1/tasks").then().statusCode(200);
        app().get("/v1/tasks")
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .header("x-should-retry", "true")
                .body("code", equalTo("rate_limited"));
        brake(null, null, null);
        app().get("/v1/tasks").then().statusCode(200).header("x-ratelimit-limit-requests", nullValue());
    }

    @Test
    void openai_clients_are_held_back_in_their_own_words() {
        grant(100);
        brake(2, 20L, null);
        var chat =
                "{\"model\": \"premium\", \"user\": \"%s\", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]}"
                        .formatted(customer);
        app().body(chat).post("/openai/v1/chat/completions").then().statusCode(200);
        app().body(chat.replaceFirst("\\{", "{\"stream\": true, "))
                .post("/openai/v1/chat/completions")
                .then()
                .statusCode(402)
                .body("error.code", equalTo("spend_cap_reached"), "error.scope", equalTo("key_daily"));
        app().get("/openai/v1/models")
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .header("x-should-retry", "true")
                .header("x-ratelimit-remaining-requests", "0")
                .body("error.code", equalTo("rate_limited"), "error.type", equalTo("rate_limit_error"));
        brake(null, null, null);
    }

    @Test
    void a_stream_counts_on_a_cap_as_any_call_does() {
        grant(100);
        brake(null, 30L, null);
        var streamed = ask("premium", "Hello").replaceFirst("\\{", "{\"stream\": true, ");
        invoke("a", streamed).statusCode(200);
        invoke("b", streamed).statusCode(402).body("code", equalTo("spend_cap_reached"));
        balance(80, 0);
    }

    @Test
    void a_scope_that_is_taken_away_is_missing_at_once() {
        grant(1);
        keys.change(
                keys.all().getFirst().no(), new AppKey.Allowed(Set.of(), false, AppKey.Naming.ORDINARY), Brakes.NONE);
        app().header("Idempotency-Key", "k")
                .body("{\"credits\": 1, \"reason\": \"a test\"}")
                .post("/v1/customers/" + customer + "/grants")
                .then()
                .statusCode(403)
                .body("code", equalTo("scope_missing"));
    }
}
