package farebox.customer;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import farebox.gateway.InvocationScene;
import farebox.testing.Keys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What apps ask about customers beyond one of them, and what they misspell. */
@QuarkusTest
class CustomerListTest extends InvocationScene {
    private static void refused(ValidatableResponse answer, String code, String param) {
        answer.statusCode(400).body("code", equalTo(code), "param", equalTo(param));
    }

    /** Passed over, a misspelt expiry would give credits that never lapse. */
    @Test
    void a_member_that_is_not_known_is_refused_by_name() {
        var misspelt = "{\"credits\": 5, \"reason\": \"x\", \"expiresAt\": \"2099-01-01T00:00:00Z\"}";
        var grant = app().header("Idempotency-Key", "k1").body(misspelt).post("/v1/customers/" + customer + "/grants");
        refused(grant.then(), "unsupported_parameter", "expiresAt");
        app().get("/v1/customers/" + customer + "/balance").then().body("available", equalTo(0));
        var put = app().body("{\"nmae\": \"Ada\"}").put("/v1/customers/" + customer);
        refused(put.then(), "unsupported_parameter", "nmae");
    }

    @Test
    void a_grant_remembers_what_the_app_wants_it_to() {
        remembering("{\"ticket\": \"42\", \"by\": \"eve\"}").statusCode(201).header("Idempotent-Replayed", nullValue());
        remembering("{\"by\": \"eve\", \"ticket\": \"42\"}")
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .body("metadata", equalTo(Map.of("by", "eve", "ticket", "42")));
        remembering("{\"ticket\": \"43\"}").statusCode(422).body("code", equalTo("idempotency_key_reused"));
        refused(remembering("{\"\": \"nameless\"}"), "invalid_request", "metadata");
    }

    private ValidatableResponse remembering(String metadata) {
        var body = "{\"credits\": 5, \"reason\": \"sorry\", \"metadata\": " + metadata + "}";
        return app().header("Idempotency-Key", "once")
                .body(body)
                .post("/v1/customers/" + customer + "/grants")
                .then();
    }

    @Test
    void an_app_lists_its_own_customers_page_by_page() {
        key = keys.create(apps.ensure("list " + customer).no(), "test", Keys.EVERYTHING);
        for (var name : List.of("first", "second", "third"))
            app().body("{}").put("/v1/customers/" + name).then().statusCode(200);
        var cursor = app().get("/v1/customers?limit=2")
                .then()
                .statusCode(200)
                .body("data.id", equalTo(List.of("third", "second")), "has_more", equalTo(true))
                .extract()
                .<String>path("next_cursor");
        app().get("/v1/customers?cursor=" + cursor)
                .then()
                .body("data.id", equalTo(List.of("first")), "has_more", equalTo(false), "next_cursor", nullValue());
        refused(app().get("/v1/customers?cursor=x").then(), "invalid_request", "cursor");
    }

    /** A link of more letters than can be read would let nobody in. */
    @Test
    void the_address_to_return_to_is_as_long_as_a_link_can_carry() {
        for (var letters : List.of("a".repeat(1_970), "\u6f22".repeat(200)))
            session(letters).statusCode(201);
        refused(session("\u6f22".repeat(1_000)), "invalid_request", "return_url");
    }

    private ValidatableResponse session(String letters) {
        var body = "{\"customer\": \"%s\", \"return_url\": \"https://example.com/%s\"}".formatted(customer, letters);
        return app().body(body).post("/v1/portal-sessions").then();
    }
}
