package farebox.gateway;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.cost.Models;
import farebox.cost.ServiceTier;
import farebox.customer.AppKey;
import farebox.money.Credits;
import farebox.rate.Conditions;
import farebox.rate.Presets;
import farebox.rate.Price;
import farebox.rate.RateCards;
import farebox.rate.RateLine;
import farebox.rate.Rule;
import farebox.rate.TaskClass;
import farebox.testing.Offers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that are routed by what they ask for and who pays, on every surface. */
@QuarkusTest
class RoutesTest extends InvocationScene {
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    @Inject
    RateCards cards;

    @Inject
    Models models;

    @Inject
    Offers offers;

    private final String task = "r-" + UUID.randomUUID().toString().substring(0, 30);

    @AfterEach
    void leave_only_what_was_there() {
        offers.withdraw(task);
    }

    private void offer(Rule... rules) {
        offer(List.of(rules));
    }

    private void offer(List<Rule> rules) {
        var price = new Price.Fixed(Credits.of(1));
        offers.make(new RateLine(TaskClass.proposed(task, "Routed"), price, 100_000, 1_000, rules));
        grant(50);
    }

    private Rule rule(Conditions when, String... names) {
        return new Rule(when, false, offers.models(names));
    }

    private static Conditions tier(ServiceTier tier) {
        return new Conditions(
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                false,
                false,
                Optional.of(tier));
    }

    private String ask(String text, int times, String more) {
        return ask(task, text.repeat(times)).replaceFirst("}$", more + "}");
    }

    private static String looking(String body) {
        var image = "{\"image\": {\"format\": \"png\", \"bytes\": \"%s\"}}".formatted(PIXEL);
        return body.replaceFirst("\"content\": \"Hello\"", "\"content\": [{\"text\": \"Hello\"}, " + image + "]");
    }

    private ValidatableResponse served(String body) {
        return invoke(UUID.randomUUID().toString(), body).statusCode(200);
    }

    private void plan(String plan) {
        app().body("{\"plan\": \"%s\"}".formatted(plan))
                .put("/v1/customers/" + customer)
                .then()
                .statusCode(200)
                .body("plan", equalTo(plan));
    }

    private ValidatableResponse quote(String body) {
        return app().body(body).post("/v1/quotes").then();
    }

    @Test
    void the_playbooks_router_goes_by_the_customers_plan_and_the_length() {
        offer(Presets.playbook(models.all()));
        served(ask("x", 499, "")).body("costs.model", equalTo("Nova Micro"));
        served(ask("x", 500, "")).body("costs.model", equalTo("Claude Haiku 3"));
        served(ask("x", 2_000, "")).body("costs.model", equalTo("Nova Pro"));
        plan("business");
        served(ask("x", 2_000, "")).body("costs.model", equalTo("Claude Sonnet 4.6"));
        app().body("{\"name\": \"Ada\"}")
                .put("/v1/customers/" + customer)
                .then()
                .body("plan", equalTo("business"));
        plan("free");
        served(ask("x", 2_000, "")).body("costs.model", equalTo("Nova Micro"));
        plan("");
        served(ask("x", 2_000, "")).body("costs.model", equalTo("Nova Pro"));
    }

    @Test
    void a_service_tier_is_matched_on_every_surface() {
        offer(
                rule(tier(ServiceTier.FLEX), "Nova Lite"),
                rule(tier(ServiceTier.RESERVED), "Nova Pro"),
                rule(Conditions.NONE, "Nova Micro"));
        served(ask("Hello", 1, ", \"service_tier\": \"flex\"")).body("costs.model", equalTo("Nova Lite"));
        served(ask("Hello", 1, ", \"service_tier\": \"priority\"")).body("costs.model", equalTo("Nova Micro"));
        var chat =
                "{\"model\": \"%s\", \"user\": \"%s\", \"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}], \"service_tier\": \"%s\"}";
        assertModel("Nova Lite", "/openai/v1/chat/completions", chat.formatted(task, customer, "flex"));
        assertModel("Nova Micro", "/openai/v1/chat/completions", chat.formatted(task, customer, "auto"));
        var converse =
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"text\": \"Hello\"}]}], \"requestMetadata\": {\"customer\": \"%s\"}%s}";
        var path = "/bedrock/model/" + task + "/converse";
        assertModel("Nova Lite", path, converse.formatted(customer, ", \"serviceTier\": {\"type\": \"flex\"}"));
        assertModel("Nova Micro", path, converse.formatted(customer, ""));
    }

    private void assertModel(String model, String path, String body) {
        var invocation =
                app().body(body).post(path).then().statusCode(200).extract().header("Farebox-Invocation-Id");
        app().get("/v1/invocations/" + invocation).then().body("costs.model", equalTo(model));
    }

    @Test
    void a_model_that_cannot_look_is_passed_over_and_where_none_can_the_call_is_refused() {
        offer(rule(Conditions.NONE, "Nova Micro", "Nova Lite"));
        var id = served(looking(ask("Hello", 1, "")))
                .body("costs.model", equalTo("Nova Lite"))
                .extract()
                .<String>path("id");
        app().get("/v1/invocations/" + id).then().body("costs.attempts", hasSize(1));
        cards.publish(
                cards.current().version(),
                List.of(new RateLine(
                        cards.current().line(task).orElseThrow().task(),
                        new Price.Fixed(Credits.of(1)),
                        100_000,
                        1_000,
                        List.of(rule(Conditions.NONE, "Nova Micro")))),
                "a test",
                "Micro alone");
        invoke("blind", looking(ask("Hello", 1, "")))
                .statusCode(400)
                .body("code", equalTo("unsupported_parameter"), "param", equalTo("messages"));
        balance(49, 0);
    }

    @Test
    void the_cheapest_that_fits_is_asked_first() {
        offer(new Rule(Conditions.NONE, true, offers.models("Claude Sonnet 4.6", "Nova Lite", "Nova Micro")));
        served(ask("Hello", 1, "")).body("costs.model", equalTo("Nova Micro"));
        served(looking(ask("Hello", 1, ""))).body("costs.model", equalTo("Nova Lite"));
    }

    @Test
    void a_model_that_failed_in_a_row_is_passed_over_while_another_fits() {
        offer(rule(Conditions.NONE, "Nova Micro", "Nova Lite"));
        tell("{\"bedrock\": {\"behaviours\": [{\"model\": \"amazon.nova-micro-v1:0\", \"kind\": \"throttle\"}]}}");
        for (var i = 0; i < Breakers.FAILURES_MAX; i++) assertAttempts(2);
        assertAttempts(1);
        tell("{\"bedrock\": {\"behaviours\": []}}");
        assertAttempts(1);
        breakers.forget();
        served(ask("Hello", 1, "")).body("costs.model", equalTo("Nova Micro"));
    }

    private void assertAttempts(int attempts) {
        var id = served(ask("Hello", 1, ""))
                .body("costs.model", equalTo("Nova Lite"))
                .extract()
                .<String>path("id");
        app().get("/v1/invocations/" + id).then().body("costs.attempts", hasSize(attempts));
    }

    @Test
    void where_every_model_rests_nothing_is_held_and_the_caller_is_told_when_to_come_back() {
        offer(rule(Conditions.NONE, "Nova Micro"));
        tell("{\"bedrock\": {\"behaviours\": [{\"kind\": \"unavailable\"}]}}");
        invoke("first", ask("Hello", 1, "")).statusCode(503).header("x-should-retry", "false");
        for (var i = 1; i < Breakers.FAILURES_MAX; i++)
            invoke("more " + i, ask("Hello", 1, "")).statusCode(503);
        tell("{\"bedrock\": {\"behaviours\": []}}");
        var retryAfter = invoke("resting", ask("Hello", 1, ""))
                .statusCode(503)
                .body("code", equalTo("model_unavailable"), "charged", equalTo(0), "invocation", nullValue())
                .header("x-should-retry", "true")
                .extract()
                .header("Retry-After");
        var seconds = Integer.parseInt(retryAfter);
        assertTrue(seconds >= 1 && seconds <= Breakers.REST.toSeconds(), retryAfter);
        invoke("streamed", ask("Hello", 1, ", \"stream\": true")).statusCode(503);
        quote(ask("Hello", 1, "")).statusCode(200).body("credits", equalTo(1));
        balance(50, 0);
        breakers.forget();
        invoke("resting", ask("Hello", 1, "")).statusCode(200);
    }

    @Test
    void an_answer_that_was_paid_for_is_found_though_its_model_rests() {
        offer(rule(Conditions.NONE, "Nova Micro"));
        invoke("paid", ask("Hello", 1, "")).statusCode(200);
        tell("{\"bedrock\": {\"behaviours\": [{\"kind\": \"throttle\"}]}}");
        for (var i = 0; i < Breakers.FAILURES_MAX; i++)
            invoke("more " + i, ask("Hello", 1, "")).statusCode(503);
        invoke("paid", ask("Hello", 1, "")).statusCode(200).header("Idempotent-Replayed", "true");
    }

    @Test
    void a_quote_explains_every_rule_and_every_model_of_the_one_that_decides() {
        offer(Presets.playbook(models.all()));
        quote(looking(ask("Hello", 1, ", \"explain\": true")))
                .statusCode(200)
                .body("credits", equalTo(1), "routing", hasSize(5))
                .body("routing[0].calls", equalTo("on plan free"), "routing[0].decides", equalTo(false))
                .body("routing[0].why", equalTo("It only takes calls on plan free."))
                .body("routing[0].models", hasSize(0))
                .body("routing[1].decides", equalTo(true), "routing[1].models", hasSize(2))
                .body("routing[1].models[0].model", equalTo("Nova Micro"))
                .body("routing[1].models[0].asked", equalTo(false))
                .body("routing[1].models[0].why", equalTo("It takes no pictures."))
                .body("routing[1].models[1].asked", equalTo(true), "routing[1].models[1].why", nullValue())
                .body("routing[2].why", equalTo("A rule before it takes the call."));
        quote(ask("Hello", 1, "")).body("routing", nullValue());
        plan("free");
        quote(looking(ask("Hello", 1, ", \"explain\": true")))
                .statusCode(400)
                .body("code", equalTo("unsupported_parameter"), "routing[0].decides", equalTo(true))
                .body("routing[0].models[0].why", containsString("pictures"));
    }

    @Test
    void only_keys_that_may_read_costs_are_told_the_models_and_only_quotes_explain() {
        invoke("explained", ask("simple", "Hello").replaceFirst("}$", ", \"explain\": true}"))
                .statusCode(400)
                .body("param", equalTo("explain"));
        key = keys.create(apps.ensure("invocations").no(), "plain", AppKey.Allowed.ORDINARY);
        quote(ask("simple", "Hello").replaceFirst("}$", ", \"explain\": true}"))
                .statusCode(403)
                .body("code", equalTo("scope_missing"));
    }

    @Test
    void rules_are_read_as_they_were_published() {
        var every = new Conditions(
                Optional.of("free"),
                OptionalInt.of(500),
                OptionalInt.of(600),
                OptionalInt.of(700),
                true,
                true,
                Optional.of(ServiceTier.PRIORITY));
        var rules = List.of(
                new Rule(every, true, offers.models("Nova Lite", "Nova Micro")),
                new Rule(tier(ServiceTier.FLEX), false, offers.models("Nova Micro", "Nova Lite")),
                new Rule(Conditions.NONE, false, offers.models("Nova Pro")));
        offer(rules);
        var version = cards.current().version();
        assertEquals(
                rules,
                cards.version(version).orElseThrow().line(task).orElseThrow().rules());
    }
}
