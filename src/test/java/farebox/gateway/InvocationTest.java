package farebox.gateway;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.ledger.BooksCheck;
import farebox.testing.OwnerConnection;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InvocationTest extends InvocationScene {
    @Test
    void an_invocation_is_answered_charged_and_receipted() {
        grant(20);
        var id = invoke("one", ask("standard", "How do I choose a tent?"))
                .statusCode(200)
                .header("Farebox-Credits-Charged", "5")
                .header("Farebox-Credits-Available", "15")
                .header("Farebox-Invocation-Id", notNullValue())
                .header("x-request-id", notNullValue())
                .body("output.content[0].text", containsString("tent"))
                .body("credits.charged", equalTo(5), "credits.available", equalTo(15))
                .body("credits.lots", hasSize(1))
                .body("usage.input_tokens", notNullValue(), "rate_card", notNullValue(), "stop_reason", notNullValue())
                .extract()
                .<String>path("id");
        app().get("/v1/invocations/" + id)
                .then()
                .statusCode(200)
                .body("status", equalTo("served"), "credits.charged", equalTo(5))
                .body("costs.model", equalTo("Nova Pro"), "costs.attempts[0].outcome", equalTo("answered"));
        app().queryParam("customer", customer)
                .get("/v1/invocations")
                .then()
                .body("data", hasSize(1), "data[0].id", equalTo(id), "has_more", equalTo(false));
        balance(15, 0);
    }

    @Test
    void too_few_credits_say_what_there_is_and_where_to_buy() {
        grant(4);
        invoke("one", ask("standard", "Hello"))
                .statusCode(402)
                .contentType("application/problem+json")
                .body("code", equalTo("insufficient_credits"), "required", equalTo(5), "available", equalTo(4))
                .body("top_up_url", containsString("/portal/enter?token="));
        balance(4, 0);
    }

    @Test
    void the_same_key_gives_the_same_answer_and_charges_once() {
        grant(20);
        var first = invoke("same", ask("standard", "Hello"))
                .statusCode(200)
                .header("Idempotent-Replayed", nullValue())
                .extract();
        var again = invoke("same", ask("standard", "Hello"))
                .statusCode(200)
                .header("Idempotent-Replayed", "true")
                .extract();
        assertEquals(first.body().jsonPath().getMap(""), again.body().jsonPath().getMap(""));
        invoke("same", ask("standard", "Goodbye")).statusCode(422).body("code", equalTo("idempotency_key_reused"));
        balance(15, 0);
    }

    @Test
    void a_key_is_looked_up_before_anything_is_priced() {
        grant(20);
        var body = ask("standard", "Hello");
        invoke("paid", body).statusCode(200);
        var other = body.replace("standard", "no-such-task");
        invoke("paid", other).statusCode(422).body("code", equalTo("idempotency_key_reused"));
        invoke("new", other).statusCode(404).body("code", equalTo("task_not_found"));
    }

    @Test
    void a_top_up_mends_a_refusal_under_the_same_key() {
        grant(1);
        invoke("mend", ask("standard", "Hello")).statusCode(402);
        grant(4);
        invoke("mend", ask("standard", "Hello")).statusCode(200);
        balance(0, 0);
    }

    @Test
    void an_answer_that_is_kept_no_longer_is_not_charged_again() throws Exception {
        grant(20);
        invoke("old", ask("standard", "Hello")).statusCode(200);
        try (var owner = OwnerConnection.open();
                var statement = owner.createStatement()) {
            statement.execute("delete from answer");
        }
        invoke("old", ask("standard", "Hello"))
                .statusCode(200)
                .header("Idempotent-Replayed", "true")
                .body("output", nullValue(), "credits.charged", equalTo(5));
        balance(15, 0);
    }

    @Test
    void a_frozen_wallet_spends_nothing() {
        grant(20);
        postgres.change(
                "update wallet set frozen_reason = 'a dispute' where customer_no = (select customer_no from customer where id = ?)",
                customer);
        invoke("frozen", ask("simple", "Hello")).statusCode(403).body("code", equalTo("wallet_frozen"));
    }

    @Test
    void a_quote_says_the_price_and_holds_nothing() {
        grant(20);
        app().body(ask("premium", "hi")).post("/v1/quotes").then().body("credits", equalTo(20));
        app().get("/v1/tasks").then().body("data.task", hasItems("simple", "standard", "premium"));
        balance(20, 0);
    }

    @Test
    void two_hundred_at_once_spend_no_more_than_there_is() throws Exception {
        grant(50);
        var statuses = atOnce(
                200,
                () -> invoke(UUID.randomUUID().toString(), ask("simple", "hi"))
                        .extract()
                        .statusCode());
        assertEquals(50, statuses.stream().filter(status -> status == 200).count());
        assertEquals(150, statuses.stream().filter(status -> status == 402).count());
        balance(0, 0);
        assertTrue(BooksCheck.run(database, progress -> {}).ok());
    }

    @Test
    void the_same_key_fifty_times_at_once_is_one_debit() throws Exception {
        grant(50);
        var statuses = atOnce(
                50, () -> invoke("the one", ask("simple", "hi")).extract().statusCode());
        assertTrue(statuses.stream().allMatch(status -> status == 200 || status == 409), statuses.toString());
        assertTrue(statuses.contains(200));
        balance(49, 0);
    }

    private static <T> List<T> atOnce(int callers, Callable<T> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = new ArrayList<T>();
            for (var future : threads.invokeAll(
                    IntStream.range(0, callers).mapToObj(i -> call).toList())) outcomes.add(future.get());
            return outcomes;
        }
    }
}
