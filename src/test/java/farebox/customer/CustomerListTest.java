package farebox.customer;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import farebox.testing.Keys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What apps ask about customers beyond one of them, and what they misspell. */
@QuarkusTest
class CustomerListTest {
    private final String id = "ada-" + UUID.randomUUID();

    @Inject
    Apps apps;

    @Inject
    AppKeys keys;

    private String key;

    @BeforeEach
    void an_app_with_a_customer() {
        key = keys.create(apps.ensure("list " + id).no(), "test", Keys.EVERYTHING);
        with(key).body("{}").put("/v1/customers/" + id).then().statusCode(200);
    }

    private static RequestSpecification with(String key) {
        return given().header("Authorization", "Bearer " + key).contentType(ContentType.JSON);
    }

    private static void refused(ValidatableResponse answer, String code, String param) {
        answer.statusCode(400).body("code", equalTo(code), "param", equalTo(param));
    }

    /** Passed over, a misspelt expiry would give credits that never lapse. */
    @Test
    void a_member_that_is_not_known_is_refused_by_name() {
        var misspelt = "{\"credits\": 5, \"reason\": \"x\", \"expiresAt\": \"2099-01-01T00:00:00Z\"}";
        var grant = with(key).header("Idempotency-Key", "k1").body(misspelt).post("/v1/customers/" + id + "/grants");
        refused(grant.then(), "unsupported_parameter", "expiresAt");
        with(key).get("/v1/customers/" + id + "/balance").then().body("available", equalTo(0));
        var put = with(key).body("{\"nmae\": \"Ada\"}").put("/v1/customers/" + id);
        refused(put.then(), "unsupported_parameter", "nmae");
    }

    @Test
    void a_grant_remembers_what_the_app_wants_it_to() {
        grant("{\"ticket\": \"42\", \"by\": \"eve\"}").statusCode(201).header("Idempotent-Replayed", nullValue());
        grant("{\"by\": \"eve\", \"ticket\": \"42\"}")
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .body("metadata", equalTo(Map.of("by", "eve", "ticket", "42")));
        grant("{\"ticket\": \"43\"}").statusCode(422).body("code", equalTo("idempotency_key_reused"));
        refused(grant("{\"\": \"nameless\"}"), "invalid_request", "metadata");
    }

    private ValidatableResponse grant(String metadata) {
        var body = "{\"credits\": 5, \"reason\": \"sorry\", \"metadata\": " + metadata + "}";
        return with(key)
                .header("Idempotency-Key", "once")
                .body(body)
                .post("/v1/customers/" + id + "/grants")
                .then();
    }

    @Test
    void an_app_lists_its_own_customers_page_by_page() {
        var others = keys.create(apps.ensure("other " + id).no(), "test", Keys.EVERYTHING);
        with(others).body("{}").put("/v1/customers/theirs").then().statusCode(200);
        for (var name : List.of("second", "third"))
            with(key).body("{}").put("/v1/customers/" + name).then().statusCode(200);
        var cursor = with(key)
                .get("/v1/customers?limit=2")
                .then()
                .statusCode(200)
                .body("data.id", equalTo(List.of("third", "second")), "has_more", equalTo(true))
                .extract()
                .<String>path("next_cursor");
        with(key)
                .get("/v1/customers?cursor=" + cursor)
                .then()
                .body("data.id", equalTo(List.of(id)), "has_more", equalTo(false), "next_cursor", nullValue());
        refused(with(key).get("/v1/customers?cursor=x").then(), "invalid_request", "cursor");
    }

    /** A link of more letters than can be read would let nobody in. */
    @Test
    void the_address_to_return_to_is_as_long_as_a_link_can_carry() {
        for (var letters : List.of("a".repeat(1_970), "\u6f22".repeat(200)))
            session(letters).statusCode(201);
        refused(session("\u6f22".repeat(1_000)), "invalid_request", "return_url");
    }

    private ValidatableResponse session(String letters) {
        var body = "{\"customer\": \"%s\", \"return_url\": \"https://example.com/%s\"}".formatted(id, letters);
        return with(key).body(body).post("/v1/portal-sessions").then();
    }
}
