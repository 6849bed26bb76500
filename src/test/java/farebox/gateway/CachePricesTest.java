package farebox.gateway;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.ledger.BooksCheck;
import farebox.money.Usd;
import farebox.rate.Price;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What calls cost us that let the model keep their prompt. */
@QuarkusTest
class CachePricesTest extends PriceScene {
    /** About two thousand tokens that nobody has said before. */
    private static String novel() {
        return IntStream.range(0, 200)
                .mapToObj(word -> UUID.randomUUID().toString())
                .collect(Collectors.joining(" "));
    }

    private static String kept(String text, String ttl) {
        return "{\"text\": \"%s\"}, {\"cache_point\": {\"ttl\": \"%s\"}}".formatted(text, ttl);
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
                        "costs.attempts[0].used.cache_write_1h_tokens", equalTo((int) written.write1h()),
                        "costs.attempts[0].used.cache_write_5m_tokens", equalTo((int) written.write5m()),
                        "costs.attempts[0].used.service_tier", equalTo("default"));
        assertTrue(written.write1h() > 1_024 && written.write5m() > 1_024, written.toString());
        assertEquals(0, written.read());
        assertCost(written.costs("3", "15", "0.30", "3.75", "6"), written.cost());
        served(body);
        var read = recorded();
        assertEquals(written.write1h() + written.write5m(), read.read());
        assertEquals(0, read.write1h() + read.write5m());
        assertCost(read.costs("3", "15", "0.30", "3.75", "6"), read.cost());
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
        assertTrue(recorded().write1h() > 1_024);
        assertEquals(0, recorded().write5m());
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
}
