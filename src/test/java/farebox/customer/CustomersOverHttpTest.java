package farebox.customer;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import farebox.testing.Keys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CustomersOverHttpTest {
    @Inject
    Apps apps;

    @Inject
    AppKeys keys;

    private final String id = "ada-" + UUID.randomUUID();
    private App app;
    private String key;

    @BeforeEach
    void an_app_with_a_key() {
        app = apps.ensure("customers");
        key = keys.create(app.no(), "test", Keys.EVERYTHING);
    }

    private static RequestSpecification with(String key) {
        return given().header("Authorization", "Bearer " + key).contentType(ContentType.JSON);
    }

    private ValidatableResponse put(String body) {
        return with(key).body(json(body)).put("/v1/customers/" + id).then();
    }

    private ValidatableResponse get(String path) {
        return with(key).get("/v1/customers/" + id + path).then();
    }

    private ValidatableResponse grant(String idempotencyKey, String body) {
        return with(key)
                .header("Idempotency-Key", idempotencyKey)
                .body(json(body))
                .post("/v1/customers/" + id + "/grants")
                .then();
    }

    private static String json(String quoted) {
        return quoted.replace('\'', '"');
    }

    private static void problem(ValidatableResponse answer, int status, String code) {
        answer.statusCode(status)
                .contentType("application/problem+json")
                .header("x-request-id", startsWith("req_"))
                .body("code", equalTo(code), "status", equalTo(status), "type", equalTo("urn:farebox:problem:" + code));
    }

    @Test
    void a_customer_is_put_again_and_again() {
        put("{'name': 'Ada', 'email': 'ada@example.com', 'metadata': {'plan': 'pro'}}")
                .statusCode(200)
                .body("id", equalTo(id), "livemode", equalTo(false));
        put("{'name': 'Ada L.'}").statusCode(200);
        get("").statusCode(200).body("name", equalTo("Ada L."), "email", equalTo(""), "metadata.plan", nullValue());
    }

    @Test
    void a_plan_stays_until_it_is_put_anew() {
        put("{'plan': 'free'}").statusCode(200).body("plan", equalTo("free"));
        put("{'name': 'Ada'}").statusCode(200).body("plan", equalTo("free"));
        put("{'plan': ''}").statusCode(200).body("plan", equalTo(""));
        get("").statusCode(200).body("plan", equalTo(""));
    }

    @Test
    void a_customer_belongs_to_one_app() {
        put("{}").statusCode(200);
        var stranger = keys.create(apps.ensure("strangers").no(), "test", AppKey.Allowed.ORDINARY);
        problem(with(stranger).get("/v1/customers/" + id).then(), 404, "customer_not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{'name': 7}",
                "{'name': 'a', 'name': 'b'}",
                "{'name': 'a\\u0000b'}",
                "{'name': 'a'} x",
                "{'email': 'nobody'}",
                "{'plan': 'Not a plan'}",
                "{'metadata': {'': 'x'}}",
                "{'metadata': {'a': {'b': 1}}}",
                "{'metadata': {'a': null}}",
                "{'name'"
            })
    void a_bad_body_is_a_problem(String body) {
        problem(put(body), 400, "invalid_request");
        problem(get(""), 404, "customer_not_found");
    }

    @Test
    void the_past_is_told_as_it_was_and_the_future_is_not() {
        put("{}").statusCode(200);
        var before = Instant.now().toString();
        with(key)
                .header("Idempotency-Key", id)
                .body(json("{'credits': 30, 'reason': 'a test'}"))
                .post("/v1/customers/" + id + "/grants")
                .then()
                .statusCode(201);
        var lines = get("/statement").body("data.size()", equalTo(1)).extract();
        var at = lines.<String>path("data[0].at");
        get("/balance").body("available", equalTo(30), "frozen", equalTo(false), "as_of", nullValue());
        get("/balance?as_of=" + at).body("available", equalTo(30), "as_of", equalTo(at), "frozen", nullValue());
        get("/balance?as_of=" + before).body("available", equalTo(0), "spent", equalTo(0));
        get("/statement?as_of=" + before).body("data.size()", equalTo(0), "has_more", equalTo(false));
        get("/statement?as_of=" + at).body("data.size()", equalTo(1));
        for (var bad : new String[] {"2999-01-01T00:00:00Z", "yesterday", "2026-11-24", "-99999-01-01T00:00:00Z"}) {
            problem(get("/balance?as_of=" + bad), 400, "invalid_request");
            problem(get("/statement?as_of=" + bad), 400, "invalid_request");
        }
    }

    @Test
    void a_bad_id_is_a_problem() {
        for (var bad : new String[] {"a%20b", "a%00", "x".repeat(65), "a%2Fb"})
            problem(with(key).body("{}").put("/v1/customers/" + bad).then(), 400, "invalid_request");
    }

    @Test
    void no_key_no_answer() {
        problem(given().get("/v1/customers/" + id).then(), 401, "invalid_api_key");
        problem(with("fbx_test_" + "x".repeat(43)).get("/v1/customers/" + id).then(), 401, "invalid_api_key");
        problem(with("x".repeat(5_000)).get("/v1/customers/" + id).then(), 401, "invalid_api_key");
        var basic = given().header("Authorization", "Basic " + key).get("/v1/packs");
        problem(basic.then(), 401, "invalid_api_key");
    }

    @Test
    void a_revoked_key_is_believed_no_more() {
        with(key).get("/v1/packs").then().statusCode(200);
        keys.all().stream()
                .filter(known -> key.endsWith(known.hint()) && known.appName().equals(app.name()))
                .forEach(known -> keys.revoke(known.no()));
        problem(with(key).get("/v1/packs").then(), 401, "invalid_api_key");
    }

    @Test
    void what_is_not_there_is_a_problem_too() {
        problem(with(key).get("/v1/nothing").then(), 404, "not_found");
        problem(with(key).delete("/v1/packs").then(), 405, "method_not_allowed");
        problem(
                given().header("Authorization", "Bearer " + key)
                        .contentType("text/plain")
                        .body("x")
                        .put("/v1/customers/" + id)
                        .then(),
                415,
                "unsupported_media_type");
        problem(
                with(key)
                        .body("x".repeat(11_000_000))
                        .put("/v1/customers/" + id)
                        .then(),
                413,
                "request_too_large");
    }

    @Test
    void a_grant_is_given_once_per_key() {
        put("{}");
        var body = "{'credits': 25, 'reason': 'welcome'}";
        var first = grant("k1", body)
                .statusCode(201)
                .header("Idempotent-Replayed", nullValue())
                .body("credits", equalTo(25), "reason", equalTo("welcome"))
                .extract()
                .<String>path("id");
        grant("k1", body).statusCode(201).header("Idempotent-Replayed", "true").body("id", equalTo(first));
        problem(grant("k1", "{'credits': 26, 'reason': 'welcome'}"), 422, "idempotency_key_reused");
        get("/balance").body("available", equalTo(25), "held", equalTo(0), "frozen", equalTo(false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'credits': 0, 'reason': 'x'}",
                "{'credits': -1, 'reason': 'x'}",
                "{'credits': 1.5, 'reason': 'x'}",
                "{'credits': '5', 'reason': 'x'}",
                "{'credits': 1000000001, 'reason': 'x'}",
                "{'credits': 99999999999999999999, 'reason': 'x'}",
                "{'credits': 1e3, 'reason': 'x'}",
                "{'credits': null, 'reason': 'x'}",
                "{'credits': 5}",
                "{'credits': 5, 'reason': ' '}",
                "{'credits': 5, 'reason': 'x', 'expires_at': '2020-01-01T00:00:00Z'}",
                "{'credits': 5, 'reason': 'x', 'expires_at': 'soon'}"
            })
    void a_bad_grant_gives_nothing(String body) {
        put("{}");
        problem(grant("k1", body), 400, "invalid_request");
        get("/balance").body("available", equalTo(0));
    }

    @Test
    void a_grant_needs_a_key_a_scope_and_a_customer() {
        var body = json("{'credits': 5, 'reason': 'x'}");
        var path = "/v1/customers/" + id + "/grants";
        problem(with(key).body(body).post(path).then(), 400, "invalid_request");
        problem(grant("k1", "{'credits': 5, 'reason': 'x'}"), 404, "customer_not_found");
        put("{}");
        problem(grant("k".repeat(256), "{'credits': 5, 'reason': 'x'}"), 400, "invalid_request");
        var ordinary = keys.create(
                app.no(), "ordinary", new AppKey.Allowed(Set.of(Caller.COSTS_READ), false, AppKey.Naming.ORDINARY));
        problem(
                with(ordinary)
                        .header("Idempotency-Key", "k1")
                        .body(body)
                        .post(path)
                        .then(),
                403,
                "scope_missing");
    }

    @Test
    void a_statement_is_read_page_by_page() {
        put("{}");
        for (int i = 1; i <= 3; i++)
            grant("k" + i, "{'credits': 10, 'reason': 'gift'}").statusCode(201);
        var cursor = get("/statement?limit=2")
                .body("data", hasSize(2), "data[0].available", equalTo(30), "data[0].change", equalTo(10))
                .body("data[0].kind", equalTo("grant"), "has_more", equalTo(true))
                .extract()
                .<String>path("next_cursor");
        get("/statement?limit=2&cursor=" + cursor)
                .body("data", hasSize(1), "has_more", equalTo(false), "next_cursor", nullValue());
        for (var bad : List.of("0", "101", "-1", "x", "99999999999"))
            problem(get("/statement?limit=" + bad), 400, "invalid_request");
        for (var bad : List.of("x", "-1", "99999999999999999999"))
            problem(get("/statement?cursor=" + bad), 400, "invalid_request");
    }

    @Test
    void a_portal_session_makes_the_customer_and_tells_the_way() {
        with(key)
                .body(json("{'customer': '" + id + "', 'return_url': 'https://shop.example/'}"))
                .post("/v1/portal-sessions")
                .then()
                .statusCode(201)
                .body("url", notNullValue(), "expires_at", notNullValue());
        get("").statusCode(200);
        var lost = with(key).body(json("{'customer': 'x', 'return_url': 'javascript:alert(1)'}"));
        problem(lost.post("/v1/portal-sessions").then(), 400, "invalid_request");
    }
}
