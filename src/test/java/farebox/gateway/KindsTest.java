package farebox.gateway;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.cost.Usage;
import farebox.ledger.BooksCheck;
import farebox.money.Credits;
import farebox.money.Usd;
import farebox.rate.Price;
import farebox.rate.RateLine;
import farebox.rate.Rule;
import farebox.rate.TaskClass;
import farebox.testing.Offers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Task classes that are priced by the unit, by tokens and by cost. */
@QuarkusTest
class KindsTest extends InvocationScene {
    private static final int INPUT_MAX = 1_000;
    private static final int OUTPUT_MAX = 500;

    @Inject
    Offers offers;

    private final String task = "t-" + UUID.randomUUID().toString().substring(0, 30);

    @AfterEach
    void leave_only_what_was_there() {
        offers.withdraw(task);
    }

    private void offer(Price price) {
        var rules = List.of(Rule.always(offers.models("Nova Pro")));
        offers.make(new RateLine(TaskClass.proposed(task, "Of a kind"), price, INPUT_MAX, OUTPUT_MAX, rules));
    }

    private String ask(String more) {
        return ask(task, "Hello there").replaceFirst("}$", more + "}");
    }

    private ValidatableResponse quote(String body) {
        return app().body(body).post("/v1/quotes").then();
    }

    @Test
    void units_are_quoted_charged_and_on_the_receipt() {
        offer(new Price.PerUnit(Credits.of(3)));
        grant(50);
        quote(ask(", \"units\": 12")).body("kind", equalTo("unit"), "credits", equalTo(36), "max_credits", equalTo(36));
        var id = invoke("units", ask(", \"units\": 12"))
                .statusCode(200)
                .body("credits.charged", equalTo(36), "units", equalTo(12))
                .extract()
                .<String>path("id");
        app().get("/v1/invocations/" + id).then().body("units", equalTo(12), "credits.charged", equalTo(36));
        balance(14, 0);
        invoke("more", ask(", \"units\": 5")).statusCode(402).body("required", equalTo(15));
    }

    @Test
    void units_are_asked_for_where_they_count_and_only_there() {
        offer(new Price.PerUnit(Credits.of(3)));
        grant(50);
        invoke("none", ask("")).statusCode(400).body("param", equalTo("units"));
        invoke("zero", ask(", \"units\": 0")).statusCode(400).body("param", equalTo("units"));
        invoke("many", ask(", \"units\": 10001")).statusCode(400).body("param", equalTo("units"));
        invoke("fixed", ask("simple", "Hello").replaceFirst("}$", ", \"units\": 2}"))
                .statusCode(400)
                .body("param", equalTo("units"));
        balance(50, 0);
    }

    @Test
    void clients_of_other_protocols_count_units_in_a_header() {
        offer(new Price.PerUnit(Credits.of(3)));
        grant(50);
        var chat = "{\"model\": \"%s\", \"user\": \"%s\", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]}"
                .formatted(task, customer);
        chat("one", "4", chat).statusCode(200).body("farebox.charged", equalTo(12));
        chat("one", "4", chat).statusCode(200).header("Idempotent-Replayed", "true");
        chat("one", "5", chat).statusCode(422).body("error.code", equalTo("idempotency_key_reused"));
        chat("two", "many", chat).statusCode(400).body("error.param", equalTo("units"));
        chat("two", "0", chat).statusCode(400).body("error.param", equalTo("units"));
        app().body(chat).post("/openai/v1/chat/completions").then().statusCode(400);
        app().header("Farebox-Task-Units", 2)
                .body(ask(", \"units\": 3"))
                .post("/v1/invocations")
                .then()
                .statusCode(400)
                .body("param", equalTo("units"));
        balance(38, 0);
    }

    private ValidatableResponse chat(String idempotencyKey, String units, String body) {
        return app().header("Idempotency-Key", idempotencyKey)
                .header("Farebox-Task-Units", units)
                .body(body)
                .post("/openai/v1/chat/completions")
                .then();
    }

    @Test
    void a_stream_is_charged_for_what_it_used() {
        var price = new Price.PerToken(Credits.of(100_000), Credits.of(400_000));
        offer(price);
        grant(1_000);
        var told = Told.of(invoke("told", ask(", \"stream\": true, \"max_tokens\": 400"))
                .statusCode(200)
                .extract()
                .asString());
        var receipt = told.last().data();
        var usage = Usage.of(receipt.getLong("usage.input_tokens"), receipt.getLong("usage.output_tokens"));
        var charged = receipt.getInt("credits.charged");
        assertEquals(price.charge(usage, Usd.ZERO, 1), Credits.of(charged));
        assertTrue(charged < told.events().getFirst().data().getInt("held"));
        balance(1_000 - charged, 0);
    }

    @Test
    void tokens_are_held_at_their_worst_and_charged_as_they_were() throws Exception {
        var price = new Price.PerToken(Credits.of(100_000), Credits.of(400_000));
        offer(price);
        grant(1_000);
        var most = quote(ask(", \"max_tokens\": 400"))
                .body("kind", equalTo("metered"), "credits", nullValue())
                .extract()
                .<Integer>path("max_credits");
        var answer =
                invoke("tokens", ask(", \"max_tokens\": 400")).statusCode(200).extract();
        int in = answer.path("usage.input_tokens");
        int out = answer.path("usage.output_tokens");
        int charged = answer.path("credits.charged");
        assertEquals((in * 100_000L + out * 400_000L) / 1_000_000, charged);
        assertTrue(charged < most, charged + " of " + most + " are charged");
        balance(1_000 - charged, 0);
        assertEquals(most.longValue(), held());
        assertTrue(BooksCheck.run(database, progress -> {}).ok());
    }

    private long held() {
        return postgres.first("""
                        select h.credits from hold h join customer using (customer_no)
                         where id = ? and h.state = 1 order by h.hold desc
                        """, row -> row.getLong(1), customer).orElseThrow();
    }

    @Test
    void a_markup_is_charged_on_what_the_answering_call_cost() {
        var price = new Price.Markup(500, Usd.parse("0.00005"));
        offer(price);
        grant(1_000);
        var answer = invoke("cost", ask("")).statusCode(200).extract();
        var cost = Usd.parse(answer.path("costs.cost_usd"));
        int charged = answer.path("credits.charged");
        assertEquals(price.charge(Usage.NONE, cost, 1), Credits.of(charged));
        assertTrue(charged > 0);
        balance(1_000 - charged, 0);
    }

    @Test
    void no_more_is_charged_than_was_held_and_less_than_a_credit_is_not_charged() {
        offer(new Price.PerToken(Credits.of(1), Credits.of(1)));
        grant(1);
        quote(ask("")).body("max_credits", equalTo(1));
        invoke("little", ask("")).statusCode(200).body("credits.charged", equalTo(0));
        balance(1, 0);
    }

    @Test
    void what_cannot_cover_the_worst_case_is_refused_before_the_call() {
        offer(new Price.PerToken(Credits.of(1_000_000), Credits.of(1_000_000)));
        grant(100);
        invoke("poor", ask("")).statusCode(402).body("code", equalTo("insufficient_credits"));
        balance(100, 0);
    }

    @Test
    void tasks_tell_their_kinds() {
        offer(new Price.PerToken(Credits.of(250), Credits.of(1_250)));
        var mine = "data.find { it.task == '" + task + "' }";
        app().get("/v1/tasks")
                .then()
                .body("data.kind", hasItems("fixed", "metered"))
                .body(mine + ".per_million_tokens.input_credits", equalTo(250))
                .body(mine + ".per_million_tokens.output_credits", equalTo(1_250));
    }
}
