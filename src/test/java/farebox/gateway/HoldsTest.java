package farebox.gateway;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.ledger.BooksCheck;
import farebox.money.CustomerNo;
import farebox.testing.Keys;
import farebox.testing.OwnerConnection;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Holds for work that the app does itself. */
@QuarkusTest
class HoldsTest extends InvocationScene {
    @Inject
    Sweeper sweeper;

    private ValidatableResponse hold(String idempotencyKey, String what) {
        return app().header("Idempotency-Key", idempotencyKey)
                .body("{\"customer\": \"%s\", %s}".formatted(customer, what))
                .post("/v1/holds")
                .then();
    }

    private String held(String idempotencyKey, String what) {
        return hold(idempotencyKey, what).statusCode(201).extract().path("id");
    }

    private ValidatableResponse capture(String id, String body) {
        return app().body(body).post("/v1/holds/" + id + "/capture").then();
    }

    private ValidatableResponse release(String id) {
        return app().post("/v1/holds/" + id + "/release").then();
    }

    @Test
    void a_hold_is_captured_in_part_and_gives_back_the_rest() throws Exception {
        grant(100);
        var id = hold("a", "\"credits\": 30, \"metadata\": {\"job\": \"7\"}")
                .statusCode(201)
                .body("id", startsWith("hold_"), "status", equalTo("held"), "credits.held", equalTo(30))
                .body("credits.available", equalTo(70), "task", nullValue())
                .extract()
                .<String>path("id");
        balance(70, 30);
        capture(id, "{\"credits\": 12}")
                .statusCode(200)
                .body("status", equalTo("captured"), "credits.captured", equalTo(12))
                .body("credits.available", equalTo(88), "credits.lots.credits", contains(12));
        balance(88, 0);
        app().get("/v1/holds/" + id)
                .then()
                .body("status", equalTo("captured"), "metadata.job", equalTo("7"), "credits.captured", equalTo(12));
        app().get("/v1/customers/" + customer + "/statement")
                .then()
                .body("data[0].kind", equalTo("capture"), "data[0].hold", equalTo(id))
                .body("data[0].invocation", nullValue());
        assertTrue(BooksCheck.run(database, progress -> {}).ok());
    }

    @Test
    void without_a_body_all_of_it_is_captured() {
        grant(100);
        var id = held("a", "\"credits\": 30");
        app().post("/v1/holds/" + id + "/capture").then().statusCode(200).body("credits.captured", equalTo(30));
        balance(70, 0);
    }

    @Test
    void a_hold_ends_once_and_the_same_end_is_answered_again() {
        grant(100);
        var id = held("a", "\"credits\": 30");
        capture(id, "{\"credits\": 12}").statusCode(200);
        capture(id, "{\"credits\": 12}")
                .statusCode(200)
                .header("Idempotent-Replayed", "true")
                .body("credits.captured", equalTo(12));
        capture(id, "{\"credits\": 13}")
                .statusCode(409)
                .body("code", equalTo("hold_ended"), "status", equalTo(409), "state", equalTo("captured"));
        release(id).statusCode(409).body("state", equalTo("captured"));
        var other = held("b", "\"credits\": 5");
        release(other).statusCode(200).body("status", equalTo("released"), "credits.available", equalTo(88));
        release(other).statusCode(200).header("Idempotent-Replayed", "true");
        capture(other, "{\"credits\": 5}").statusCode(409).body("state", equalTo("released"));
        balance(88, 0);
    }

    @Test
    void no_more_than_is_held_can_be_captured() {
        grant(100);
        var id = held("a", "\"credits\": 30");
        capture(id, "{\"credits\": 31}").statusCode(400).body("param", equalTo("credits"));
        capture(id, "{\"credits\": -1}").statusCode(400).body("param", equalTo("credits"));
        balance(70, 30);
        capture(id, "{\"credits\": 0}").statusCode(200).body("credits.captured", equalTo(0));
        balance(100, 0);
    }

    @Test
    void the_same_key_holds_once() {
        grant(100);
        var id = held("a", "\"credits\": 30");
        hold("a", "\"credits\": 30")
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .body("id", equalTo(id));
        hold("a", "\"credits\": 31").statusCode(422).body("code", equalTo("idempotency_key_reused"));
        balance(70, 30);
        capture(id, "{\"credits\": 1}").statusCode(200);
        hold("a", "\"credits\": 30").statusCode(201).body("id", equalTo(id), "status", equalTo("captured"));
        balance(99, 0);
    }

    @Test
    void a_task_class_says_what_it_costs() {
        grant(100);
        hold("a", "\"task\": \"premium\"")
                .statusCode(201)
                .body("task", equalTo("premium"), "credits.held", equalTo(20));
        hold("b", "\"task\": \"nothing\"").statusCode(404).body("code", equalTo("task_not_found"));
        hold("c", "\"task\": \"premium\", \"units\": 2").statusCode(400).body("param", equalTo("units"));
    }

    @Test
    void what_is_not_a_hold_is_refused() {
        grant(10);
        hold("a", "\"credits\": 11").statusCode(402).body("required", equalTo(11), "available", equalTo(10));
        hold("b", "\"credits\": 0").statusCode(400).body("param", equalTo("credits"));
        hold("c", "\"credits\": 1, \"task\": \"simple\"").statusCode(400).body("param", equalTo("credits"));
        hold("d", "\"metadata\": {}").statusCode(400).body("param", equalTo("credits"));
        hold("e", "\"credits\": 1, \"expires_in\": 604801").statusCode(400).body("param", equalTo("expires_in"));
        hold("f", "\"credits\": 1, \"colour\": 1").statusCode(400).body("code", equalTo("unsupported_parameter"));
        app().get("/v1/holds/hold_nothing").then().statusCode(404);
        balance(10, 0);
    }

    @Test
    void one_apps_holds_are_nothing_to_another() {
        grant(100);
        var id = held("a", "\"credits\": 30");
        var mine = key;
        key = keys.create(apps.ensure("another app").no(), "test", Keys.EVERYTHING);
        app().get("/v1/holds/" + id).then().statusCode(404);
        capture(id, "{}").statusCode(404);
        release(id).statusCode(404);
        key = mine;
        balance(70, 30);
    }

    @Test
    void holds_are_listed_newest_first() {
        grant(100);
        var first = held("a", "\"credits\": 1");
        var second = held("b", "\"credits\": 2");
        var page = app().get("/v1/holds?limit=1&customer=" + customer).then().body("data.id", contains(second));
        app().get("/v1/holds?limit=1&customer=" + customer + "&cursor="
                        + page.extract().path("next_cursor"))
                .then()
                .body("data.id", contains(first), "has_more", equalTo(false));
    }

    @Test
    void an_invocations_hold_is_no_hold_of_the_app() {
        grant(100);
        var invocation =
                invoke("a", ask("simple", "Hello")).statusCode(200).extract().<String>path("id");
        app().get("/v1/holds/" + invocation.replace("inv_", "hold_")).then().statusCode(404);
    }

    @Test
    void what_nobody_ends_in_time_is_given_back_and_not_captured_any_more() throws Exception {
        grant(100);
        var id = held("a", "\"credits\": 30, \"expires_in\": 60");
        itsTimeHasPassed(id);
        capture(id, "{\"credits\": 30}").statusCode(409).body("state", equalTo("expired"));
        sweeper.sweep();
        balance(100, 0);
        app().get("/v1/holds/" + id).then().body("status", equalTo("expired"), "credits.available", equalTo(100));
        app().get("/v1/customers/" + customer + "/statement")
                .then()
                .body("data[0].kind", equalTo("sweep"), "data[0].hold", equalTo(id));
        assertEquals(0, invocations(AppHold.holdOf(id).orElseThrow().customer()));
        assertTrue(BooksCheck.run(database, progress -> {}).ok());
    }

    private int invocations(CustomerNo customer) {
        return postgres.first(
                        "select count(*) from invocation where customer_no = ?", row -> row.getInt(1), customer.value())
                .orElseThrow();
    }

    private static void itsTimeHasPassed(String id) throws Exception {
        var hold = AppHold.holdOf(id).orElseThrow();
        try (var owner = OwnerConnection.open();
                var statement = owner.createStatement()) {
            statement.execute("update hold set expires_at = opened_at where customer_no = " + hold.customer()
                    + " and hold = " + hold.hold());
        }
    }
}
