package farebox.gateway;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.cost.Model;
import farebox.cost.Models;
import farebox.cost.Rates;
import farebox.cost.RegisterOutcome;
import farebox.cost.RegisterOutcome.Invalid;
import farebox.cost.RegisterOutcome.Registered;
import farebox.ledger.BooksCheck;
import farebox.money.Credits;
import farebox.money.Usd;
import farebox.rate.Price;
import farebox.rate.PublishOutcome;
import farebox.rate.RateCards;
import farebox.rate.RateLine;
import farebox.rate.Rule;
import farebox.rate.TaskClass;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What calls cost us that are cached, served by other tiers, look at pictures or pay for the request itself. */
@QuarkusTest
class PricesTest extends InvocationScene {
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    private static final Price ONE = new Price.Fixed(Credits.of(1));

    @Inject
    RateCards cards;

    @Inject
    Models models;

    private final String task = "p-" + UUID.randomUUID().toString().substring(0, 30);

    @AfterEach
    void leave_only_what_was_there() {
        cards.current()
                .line(task)
                .ifPresent(line ->
                        cards.retire(cards.current().version(), line.task().no(), "a test"));
    }

    private void offer(Price price, String model) {
        var named = models.all().stream().filter(known -> known.name().equals(model));
        var line = new RateLine(
                TaskClass.proposed(task, "Priced"), price, 100_000, 1_000, List.of(Rule.always(named.toList())));
        assertInstanceOf(
                PublishOutcome.Published.class, cards.create(cards.current().version(), line, "a test"));
        grant(100_000);
    }

    /** About two thousand tokens that nobody has said before. */
    private static String novel() {
        return IntStream.range(0, 200)
                .mapToObj(word -> UUID.randomUUID().toString())
                .collect(Collectors.joining(" "));
    }

    private static String kept(String text, String ttl) {
        return "{\"text\": \"%s\"}, {\"cache_point\": {\"ttl\": \"%s\"}}".formatted(text, ttl);
    }

    private String ask(String more) {
        return ask(task, "Hello").replaceFirst("}$", ", " + more + "}");
    }

    private ValidatableResponse served(String body) {
        return invoke(UUID.randomUUID().toString(), body).statusCode(200);
    }

    /** The newest attempt of the customer as it was recorded, with its cost in dollars. */
    private record Recorded(
            long input, long output, long read, long write5m, long write1h, int images, String tier, BigDecimal cost) {
        BigDecimal costs(String input, String output, String read, String write5m, String write1h) {
            return times(this.input, input)
                    .add(times(this.output, output))
                    .add(times(this.read, read))
                    .add(times(this.write5m, write5m))
                    .add(times(this.write1h, write1h));
        }

        private static BigDecimal times(long tokens, String rate) {
            return new BigDecimal(rate).multiply(BigDecimal.valueOf(tokens)).movePointLeft(6);
        }
    }

    private Recorded recorded() {
        return postgres.first(
                        """
                        select a.* from attempt a join customer c using (customer_no)
                         where c.id = ? and not a.estimated order by a.opened_at desc, a.hold desc, a.attempt desc
                        """,
                        row -> new Recorded(
                                row.getLong("input_tokens"),
                                row.getLong("output_tokens"),
                                row.getLong("cache_read_tokens"),
                                row.getLong("cache_write_5m_tokens"),
                                row.getLong("cache_write_1h_tokens"),
                                row.getInt("images"),
                                row.getString("tier"),
                                Usd.ofNanos(row.getLong("cost_nanos")).dollars()),
                        customer)
                .orElseThrow();
    }

    private static void assertCost(BigDecimal hand, BigDecimal cost) {
        assertEquals(0, hand.setScale(9, java.math.RoundingMode.HALF_UP).compareTo(cost), hand + " is not " + cost);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_is_written_to_a_cache_costs_by_how_long_it_is_kept(boolean streamed) throws Exception {
        offer(ONE, "Claude Sonnet 4.6");
        var body = ask(
                "\"stream\": %s, \"system\": [%s, %s]".formatted(streamed, kept(novel(), "1h"), kept(novel(), "5m")));
        var told = served(body).extract();
        var written = recorded();
        var id = told.header("Farebox-Invocation-Id");
        app().get("/v1/invocations/" + id)
                .then()
                .body(
                        "costs.attempts[0].used.cache_write_1h_tokens", equalTo((int) written.write1h),
                        "costs.attempts[0].used.cache_write_5m_tokens", equalTo((int) written.write5m),
                        "costs.attempts[0].used.service_tier", equalTo("default"));
        assertTrue(written.write1h > 1_024 && written.write5m > 1_024, written.toString());
        assertEquals(0, written.read);
        assertCost(written.costs("3", "15", "0.30", "3.75", "6"), written.cost);
        served(body);
        var read = recorded();
        assertEquals(written.write1h + written.write5m, read.read);
        assertEquals(0, read.write1h + read.write5m);
        assertCost(read.costs("3", "15", "0.30", "3.75", "6"), read.cost);
        assertTrue(BooksCheck.run(database, progress -> {}).ok());
    }

    @Test
    void an_aws_client_may_keep_a_prompt_for_an_hour() {
        offer(ONE, "Claude Sonnet 4.6");
        app().body("""
                {"system": [{"text": "%s"}, {"cachePoint": {"type": "default", "ttl": "1h"}}],
                 "requestMetadata": {"customer": "%s"},
                 "messages": [{"role": "user", "content": [{"text": "Hello"}]}]}
                """.formatted(novel(), customer))
                .post("/bedrock/model/" + task + "/converse")
                .then()
                .statusCode(200)
                .body("usage.cacheWriteInputTokens", greaterThan(1_024));
        assertTrue(recorded().write1h > 1_024);
        assertEquals(0, recorded().write5m);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Nova Pro          | \"system\": [{\"text\": \"Be brief.\"}, {\"cache_point\": {\"ttl\": \"1h\"}}] | cache_point",
                "Llama 3.1 8B      | \"system\": [{\"text\": \"Be brief.\"}, {\"cache_point\": {}}]                | cache_point",
                "Claude Sonnet 4.6 | \"service_tier\": \"flex\"                                                    | service_tier",
                "Llama 3.1 8B      | \"service_tier\": \"priority\"                                                | service_tier"
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
        assertEquals(served, attempt.tier);
        assertCost(attempt.costs(input, output, "0", "0", "0"), attempt.cost);
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
        assertEquals(2, attempt.images);
        var hand = attempt.costs("0.80", "3.20", "0", "0", "0").add(new BigDecimal("0.006"));
        assertCost(hand, attempt.cost);
        assertEquals(hand.movePointRight(4).intValue(), charged);
        assertTrue(charged <= most && most >= 60, charged + " of " + most);
        assertTrue(BooksCheck.run(database, progress -> {}).ok());
    }

    @Test
    void a_metered_call_is_held_for_at_what_its_caches_may_cost() {
        offer(new Price.Markup(100, Usd.parse("0.0001")), "Claude Sonnet 4.6");
        var text = novel();
        var plain = most(ask("\"max_tokens\": 10, \"system\": \"%s\"".formatted(text)));
        var fiveMinutes = most(ask("\"max_tokens\": 10, \"system\": [%s]".formatted(kept(text, "5m"))));
        var hour = most(ask("\"max_tokens\": 10, \"system\": [%s]".formatted(kept(text, "1h"))));
        assertEquals(1.25, fiveMinutes / (double) plain, 0.05);
        assertEquals(2, hour / (double) plain, 0.1);
        int charged = served(ask("\"max_tokens\": 10, \"system\": [%s]".formatted(kept(text, "1h"))))
                .extract()
                .path("credits.charged");
        assertTrue(charged > plain && charged <= hour, charged + " of " + hour);
    }

    /** Bedrock would refuse it, too. */
    @Test
    void what_is_kept_longer_comes_first() {
        offer(ONE, "Claude Sonnet 4.6");
        invoke("late", ask("\"system\": [%s, %s]".formatted(kept("Be brief.", "5m"), kept("Be kind.", "1h"))))
                .statusCode(400)
                .body("param", equalTo("cache_point"));
        balance(100_000, 0);
    }

    private int most(String body) {
        return app().body(body)
                .post("/v1/quotes")
                .then()
                .statusCode(200)
                .extract()
                .path("max_credits");
    }

    private RegisterOutcome tryRegister(String name, String id, Optional<Rates> rates) {
        return models.register(Model.proposed(name, id, 200_000, true, true, "tests"), rates, Map.of());
    }

    private Model register(String name, String id, Optional<Rates> rates) {
        return assertInstanceOf(Registered.class, tryRegister(name, id, rates)).model();
    }

    @Test
    void a_profile_or_an_arn_has_the_price_of_its_model() {
        var account = "%012d".formatted(ThreadLocalRandom.current().nextLong(1_000_000_000_000L));
        var arn = "arn:aws:bedrock:us-east-1:" + account + ":inference-profile/global.anthropic.claude-sonnet-4-6";
        var sonnet = register("S " + account, arn, Optional.empty());
        assertEquals(
                Usd.parse("3"), models.price(sonnet.no()).orElseThrow().rates().input());
        offer(ONE, sonnet.name());
        served(ask("\"max_tokens\": 20"));
        assertCost(recorded().costs("3", "15", "0.30", "3.75", "6"), recorded().cost);
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
