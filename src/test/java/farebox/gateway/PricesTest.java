package farebox.gateway;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.cost.Model;
import farebox.cost.Rates;
import farebox.cost.RegisterOutcome;
import farebox.cost.RegisterOutcome.Invalid;
import farebox.cost.RegisterOutcome.Registered;
import farebox.cost.RepriceOutcome.Repriced;
import farebox.cost.ServiceTier;
import farebox.ledger.BooksCheck;
import farebox.money.Usd;
import farebox.rate.Price;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What calls cost us that other tiers serve, look at pictures or pay for the request itself; and what has no price. */
@QuarkusTest
class PricesTest extends PriceScene {
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Nova Pro          | \"system\": [{\"text\": \"Be brief.\"}, {\"cache_point\": {\"ttl\": \"1h\"}}] | cache_point",
                "Llama 3.1 8B      | \"system\": [{\"text\": \"Be brief.\"}, {\"cache_point\": {}}]                | cache_point",
                "Claude Sonnet 4.6 | \"service_tier\": \"flex\"                                                    | service_tier",
                "Llama 3.1 8B      | \"service_tier\": \"priority\"                                                | service_tier",
                "Nova Pro          | \"service_tier\": \"reserved\"                                                | service_tier"
            })
    void what_has_no_price_is_refused_before_the_call(String model, String more, String param) {
        offer(ONE, model);
        invoke("refused", ask(more))
                .statusCode(400)
                .body("code", equalTo("unsupported_parameter"), "param", equalTo(param));
        app().body(ask(more)).post("/v1/quotes").then().statusCode(400).body("param", equalTo(param));
        balance(100_000, 0);
        assertEquals(
                0,
                postgres.first(
                                "select count(*) from attempt join customer using (customer_no) where id = ?",
                                row -> row.getInt(1),
                                customer)
                        .orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "flex, false, plain, flex, 0.40, 1.60",
        "flex, true, plain, flex, 0.40, 1.60",
        "priority, false, plain, priority, 1.40, 5.60",
        "default, false, plain, default, 0.80, 3.20",
        "flex, false, default_tier, default, 0.80, 3.20", // paid as it was served
        "flex, true, default_tier, default, 0.80, 3.20",
        "flex, true, no_usage, flex, 0.40, 1.60" // nothing was said: as it was asked for
    })
    void a_tier_costs_what_bedrock_says_it_served(
            String asked, boolean streamed, String behaviour, String served, String input, String output) {
        offer(ONE, "Nova Pro");
        if (!behaviour.equals("plain"))
            tell("{\"bedrock\": {\"latency_millis\": 0, \"behaviours\": [{\"kind\": \"%s\"}]}}".formatted(behaviour));
        served(ask("\"stream\": %s, \"service_tier\": \"%s\"".formatted(streamed, asked)));
        if (behaviour.equals("no_usage")) return;
        var attempt = recorded();
        assertEquals(served, attempt.tier());
        assertCost(attempt.costs(input, output, "0", "0", "0"), attempt.cost());
    }

    @Test
    void a_metered_call_is_held_for_at_what_the_default_tier_may_cost() {
        var credit = Usd.parse("0.000001");
        offer(new Price.Markup(100, credit), "Nova Pro");
        tell("{\"bedrock\": {\"latency_millis\": 0, \"behaviours\": [{\"kind\": \"default_tier\"}]}}");
        int charged = served(ask("\"service_tier\": \"flex\", \"max_tokens\": 10"))
                .extract()
                .path("credits.charged");
        var attempt = recorded();
        assertEquals("default", attempt.tier());
        assertEquals(attempt.cost().movePointRight(6).intValue(), charged);
    }

    @ParameterizedTest
    @CsvSource({"plain, reserved, 0.10, 0.20", "default_tier, default, 0.80, 3.20"})
    void what_overflows_reserved_capacity_costs_as_the_default_tier_does(
            String behaviour, String served, String input, String output) {
        var rates = Rates.of(Usd.parse("0.80"), Usd.parse("3.20"));
        var reserved = Rates.of(Usd.parse("0.10"), Usd.parse("0.20"));
        var account = "%012d".formatted(ThreadLocalRandom.current().nextLong(1_000_000_000_000L));
        var arn = "arn:aws:bedrock:us-east-1:" + account + ":inference-profile/us.amazon.nova-pro-v1:0";
        models.register(
                Model.proposed("R " + account, arn, 200_000, true, true, true, "tests"),
                Optional.of(rates),
                Map.of(ServiceTier.RESERVED, reserved));
        offer(ONE, "R " + account);
        if (!behaviour.equals("plain"))
            tell("{\"bedrock\": {\"latency_millis\": 0, \"behaviours\": [{\"kind\": \"%s\"}]}}".formatted(behaviour));
        served(ask("\"service_tier\": \"reserved\""));
        assertEquals(served, recorded().tier());
        assertCost(recorded().costs(input, output, "0", "0", "0"), recorded().cost());
    }

    @Test
    void requests_and_pictures_have_prices_of_their_own() throws Exception {
        var name = "Fee " + UUID.randomUUID();
        var arn = "arn:aws:bedrock:us-east-1:%012d:inference-profile/us.amazon.nova-pro-v1:0"
                .formatted(ThreadLocalRandom.current().nextLong(1_000_000_000_000L));
        var rates = new Rates(
                Usd.parse("0.80"),
                Usd.parse("3.20"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Usd.parse("0.001")),
                Optional.of(Usd.parse("0.0025")));
        register(name, arn, Optional.of(rates));
        offer(new Price.Markup(100, Usd.parse("0.0001")), name);
        var picture = "{\"image\": {\"format\": \"png\", \"bytes\": \"%s\"}}".formatted(PIXEL);
        var body = ask(task, "Hello")
                .replaceFirst("\"Hello\"", "[{\"text\": \"Hello\"}, %s, %s]".formatted(picture, picture));
        int most = app().body(body).post("/v1/quotes").then().extract().path("max_credits");
        int charged = served(body).extract().path("credits.charged");
        var attempt = recorded();
        assertEquals(2, attempt.images());
        var hand = attempt.costs("0.80", "3.20", "0", "0", "0").add(new BigDecimal("0.006"));
        assertCost(hand, attempt.cost());
        assertEquals(hand.movePointRight(4).intValue(), charged);
        assertTrue(charged <= most && most >= 60, charged + " of " + most);
        assertTrue(BooksCheck.run(database, progress -> {}).ok());
    }

    private RegisterOutcome tryRegister(String name, String id, Optional<Rates> rates) {
        return models.register(Model.proposed(name, id, 200_000, true, true, true, "tests"), rates, Map.of());
    }

    private Model register(String name, String id, Optional<Rates> rates) {
        return assertInstanceOf(Registered.class, tryRegister(name, id, rates)).model();
    }

    /** ccusage 1636, any-llm PR 836: history was costed anew by the table of the day. */
    @Test
    void what_was_used_keeps_its_price() throws Exception {
        var account = "%012d".formatted(ThreadLocalRandom.current().nextLong(1_000_000_000_000L));
        var arn = "arn:aws:bedrock:us-east-1:" + account + ":inference-profile/us.amazon.nova-micro-v1:0";
        var micro = register("K " + account, arn, Optional.empty());
        offer(ONE, micro.name());
        var id = served(ask("\"max_tokens\": 20")).extract().<String>path("id");
        var before = app().get("/v1/invocations/" + id).then().extract().<String>path("costs.cost_usd");
        var dear = Rates.of(Usd.parse("350"), Usd.parse("1400"));
        assertInstanceOf(Repriced.class, models.reprice(micro.no(), dear, Map.of(), Optional.empty()));
        app().get("/v1/invocations/" + id).then().body("costs.cost_usd", equalTo(before));
        assertCost(
                recorded().costs("0.035", "0.14", "0.00875", "0", "0"),
                recorded().cost());
        assertTrue(BooksCheck.run(database, progress -> {}).ok());
    }

    /** litellm PR 14566, claude-code 80601, langfuse 13325: a profile's id or ARN was matched to no price, or a wrong one. */
    @Test
    void a_profile_or_an_arn_has_the_price_of_its_model() {
        var account = "%012d".formatted(ThreadLocalRandom.current().nextLong(1_000_000_000_000L));
        var arn = "arn:aws:bedrock:us-east-1:" + account + ":inference-profile/global.anthropic.claude-sonnet-4-6";
        var sonnet = register("S " + account, arn, Optional.empty());
        assertEquals(
                Usd.parse("3"), models.price(sonnet.no()).orElseThrow().rates().input());
        offer(ONE, sonnet.name());
        served(ask("\"max_tokens\": 20"));
        assertCost(recorded().costs("3", "15", "0.30", "3.75", "6"), recorded().cost());
    }

    @ParameterizedTest
    @CsvSource({
        "eu.anthropic.claude-sonnet-4-6, No price of eu.anthropic.claude-sonnet-4-6", // some pay a tenth more there
        "openai.gpt-oss-120b-1:0, No price of openai",
        "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc, application-inference-profile",
        "us.anthropic.claude-sonnet-4-6, There is a model"
    })
    void what_has_no_price_to_be_known_is_not_registered(String id, String why) {
        var refused = assertInstanceOf(Invalid.class, tryRegister("N " + UUID.randomUUID(), id, Optional.empty()));
        assertTrue(refused.why().contains(why), refused.why());
    }
}
