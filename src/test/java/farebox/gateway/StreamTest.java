package farebox.gateway;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.testing.OwnerConnection;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Answers told as they come, to callers who listen to the end or hang up. */
@QuarkusTest
class StreamTest extends StreamScene {
    @Test
    void an_answer_is_told_bit_by_bit_and_its_receipt_comes_last() {
        grant(20);
        var whole = invoke("whole", ask("standard", "How do I choose a tent?"))
                .extract()
                .<String>path("output.content[0].text");
        var told = told("streamed", askStreamed("standard", "How do I choose a tent?"));
        assertEquals("start", told.events().getFirst().name());
        assertEquals(5, told.events().getFirst().data().getInt("held"));
        assertTrue(told.deltas() > 5);
        assertEquals(whole, told.text());
        assertEquals("receipt", told.last().name());
        var receipt = told.last().data();
        assertEquals(told.id(), receipt.getString("id"));
        assertEquals("served", receipt.getString("status"));
        assertEquals(5, receipt.getInt("credits.charged"));
        assertEquals(10, receipt.getInt("credits.available"));
        assertEquals(false, receipt.getBoolean("costs.estimated"));
        assertNull(receipt.get("output"));
        receipt(told.id()).body("status", equalTo("served"), "costs.attempts[0].outcome", equalTo("answered"));
        balance(10, 0);
    }

    @Test
    void a_stream_is_an_event_stream_and_names_its_invocation_at_once() {
        grant(20);
        invoke("headers", askStreamed("simple", "Hello"))
                .statusCode(200)
                .contentType("text/event-stream")
                .header("Farebox-Invocation-Id", containsString("inv_"))
                .header("Cache-Control", "no-store")
                .header("x-request-id", notNullValue());
    }

    @Test
    void the_first_bit_is_passed_on_while_the_model_still_speaks() throws Exception {
        grant(20);
        tell("{\"bedrock\": {\"behaviours\": [{\"kind\": \"drip\", \"millis\": 300}]}}");
        try (var caller = new Caller("first bit", askStreamed("simple", "Hello"))) {
            caller.hears("delta");
            assertEquals(1, held(), "nothing is settled yet");
            caller.hears("receipt");
            balance(19, 0);
        }
    }

    @Test
    void what_is_refused_is_no_stream() {
        grant(4);
        invoke("poor", askStreamed("standard", "Hello"))
                .statusCode(402)
                .contentType("application/problem+json")
                .body("code", equalTo("insufficient_credits"));
    }

    @Test
    void the_same_key_streams_the_same_answer_and_charges_once() {
        grant(20);
        var body = askStreamed("standard", "Hello");
        var first = told("again", body);
        var second = invoke("again", body)
                .statusCode(200)
                .contentType("text/event-stream")
                .header("Idempotent-Replayed", "true")
                .extract()
                .body()
                .asString();
        assertEquals(first.id(), Told.of(second).id());
        assertEquals(first.text(), Told.of(second).text());
        assertEquals(
                first.last().data().getMap(""), Told.of(second).last().data().getMap(""));
        invoke("again", ask("standard", "Hello")).statusCode(422).body("code", equalTo("idempotency_key_reused"));
        balance(15, 0);
    }

    @Test
    void a_stream_that_is_kept_no_longer_is_its_receipt() throws Exception {
        grant(20);
        var body = askStreamed("standard", "Hello");
        told("old", body);
        try (var owner = OwnerConnection.open();
                var statement = owner.createStatement()) {
            statement.execute("delete from answer");
        }
        var again = told("old", body);
        assertEquals(0, again.deltas());
        assertEquals(5, again.last().data().getInt("credits.charged"));
        balance(15, 0);
    }

    @Test
    void a_key_whose_stream_is_under_way_waits() throws Exception {
        grant(20);
        tell("{\"bedrock\": {\"behaviours\": [{\"kind\": \"drip\", \"millis\": 300}]}}");
        var body = askStreamed("simple", "Hello");
        try (var caller = new Caller("busy", body)) {
            caller.hears("delta");
            invoke("busy", body)
                    .statusCode(409)
                    .header("Retry-After", notNullValue())
                    .body("code", equalTo("idempotency_in_progress"));
            caller.hears("receipt");
        }
        balance(19, 0);
    }

    @Test
    void who_hangs_up_before_anything_was_heard_pays_nothing_and_the_cost_is_kept() throws Exception {
        grant(20);
        tell("{\"bedrock\": {\"behaviours\": [{\"kind\": \"slow\", \"millis\": 30000, \"calls\": 1}]}}");
        try (var caller = new Caller("gone early", askStreamed("simple", "Hello"))) {
            caller.hears("start");
            until(StreamScene::noBehaviourIsLeft);
        }
        until(() -> "failed".equals(state()));
        balance(20, 0);
        app().queryParam("customer", customer)
                .get("/v1/invocations")
                .then()
                .body("data[0].error_code", equalTo("hung_up"), "data[0].costs.estimated", equalTo(true));
        assertTrue(cost() > 0);
        tell("{\"bedrock\": {\"behaviours\": []}}");
        assertEquals(
                "receipt",
                told("gone early", askStreamed("simple", "Hello")).last().name());
    }

    @Test
    void who_hangs_up_after_something_was_heard_pays_and_finds_the_rest_under_the_key() throws Exception {
        grant(20);
        tell("{\"bedrock\": {\"behaviours\": [{\"kind\": \"drip\", \"millis\": 100}]}}");
        var body = askStreamed("simple", "Hello");
        try (var caller = new Caller("gone late", body)) {
            caller.hears("delta");
        }
        until(() -> "served".equals(state()));
        balance(19, 0);
        assertTrue(cost() > 0);
        var again = told("gone late", body);
        assertTrue(again.text().contains("Hello"));
        assertEquals("end_turn", again.last().data().getString("stop_reason"));
        assertEquals(false, again.last().data().getBoolean("costs.estimated"));
        balance(19, 0);
    }

    private long cost() {
        return postgres.first(
                        "select sum(amount) from move where debit = 51 and customer_no ="
                                + " (select customer_no from customer where id = ?)",
                        row -> row.getLong(1),
                        customer)
                .orElseThrow();
    }

    @Test
    void a_stream_whose_instance_counts_as_dead_is_swept_and_charges_nothing() throws Exception {
        grant(20);
        tell("{\"bedrock\": {\"behaviours\": [{\"kind\": \"drip\", \"millis\": 700}]}}");
        try (var caller = new Caller("swept", askStreamed("simple", "Hello"));
                var owner = OwnerConnection.open();
                var statement = owner.createStatement()) {
            caller.hears("delta");
            statement.execute("with gone as (insert into instance (ended_at) values (now()) returning instance)"
                    + " update hold set instance = (select instance from gone) where customer_no ="
                    + " (select customer_no from customer where id = '" + customer + "')");
            until(() -> held() == 0);
            caller.hears("error");
        }
        assertEquals("late", state());
        assertTrue(cost() > 0);
        balance(20, 0);
    }
}
