package farebox.web;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import farebox.gateway.InvocationScene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A stranger can make a client of the document, since real requests and answers are what it says. */
@QuarkusTest
class OpenApiTest extends InvocationScene {
    private static final Set<String> CREATED =
            Set.of("createHold", "createGrant", "createCheckoutSession", "createPortalSession");

    @Inject
    ObjectMapper mapper;

    private JsonNode contract;
    private Schemas schemas;

    @BeforeEach
    void the_contract() throws IOException {
        contract = mapper.readTree(
                given().queryParam("format", "json").get("/q/openapi").asByteArray());
        schemas = new Schemas(contract);
    }

    private record Operation(String path, String verb, JsonNode told) {
        String name() {
            return verb + " " + path;
        }

        JsonNode response(String status) {
            return told.path("responses").path(status);
        }
    }

    private List<Operation> operations() {
        return contract.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(verb -> new Operation(path.getKey(), verb.getKey(), verb.getValue())))
                .toList();
    }

    @Test
    void the_contract_is_of_what_apps_call_and_names_things_as_the_wire_does() {
        assertEquals(23, operations().size());
        assertTrue(operations().stream().allMatch(operation -> operation.path().startsWith("/v1/")));
        for (var name : schemas.properties()) assertTrue(name.matches("[a-z][a-z0-9_]*"), name);
        assertFalse(schemas.properties().contains("value_node"));
        assertFalse(schemas.properties().contains("pojo"));
    }

    @Test
    void every_reference_leads_somewhere() {
        assertEquals(List.of(), schemas.loose());
    }

    @Test
    void every_operation_says_what_a_client_needs() {
        for (var operation : operations()) {
            var name = operation.name();
            var id = operation.told().path("operationId").asText();
            assertTrue(operation.told().path("summary").asText().contains(" "), name);
            assertFalse(id.isEmpty(), name);
            assertEquals(1, operation.told().path("tags").size(), name);
            assertEquals(
                    Set.of(CREATED.contains(id) ? "201" : "200", "default"),
                    Set.copyOf(operation
                            .told()
                            .path("responses")
                            .propertyStream()
                            .map(Map.Entry::getKey)
                            .toList()),
                    name);
            var answer = operation.response(CREATED.contains(id) ? "201" : "200");
            assertFalse(
                    schemas.resolved(answer.at("/content/application~1json/schema"))
                            .isEmpty(),
                    name);
            var refusal = schemas.resolved(operation.response("default"));
            assertEquals(
                    "#/components/schemas/Problem",
                    refusal.at("/content/application~1problem+json/schema/$ref").asText(),
                    name);
        }
        assertEquals(
                operations().size(),
                operations().stream()
                        .map(operation -> operation.told().path("operationId").asText())
                        .distinct()
                        .count());
    }

    @Test
    void every_request_bears_a_key() {
        var scheme = contract.at("/components/securitySchemes/app_key");
        assertEquals(
                "http bearer",
                scheme.path("type").asText() + " " + scheme.path("scheme").asText());
        assertTrue(contract.path("security").get(0).has("app_key"));
        assertTrue(operations().stream().noneMatch(operation -> operation.told().has("security")));
    }

    @Test
    void invocations_may_be_streamed_and_captures_need_no_body() {
        var streamed = "/paths/~1v1~1invocations/post/responses/200/content/text~1event-stream";
        assertTrue(contract.at(streamed).has("schema"));
        var capture = contract.at("/paths/~1v1~1holds~1{id}~1capture/post/requestBody");
        assertFalse(capture.path("required").asBoolean());
        assertTrue(capture.at("/content/application~1json/schema").has("$ref"));
    }

    @TestFactory
    Stream<DynamicTest> what_is_answered_is_what_the_contract_says() throws IOException {
        grant(1_000);
        var hold = "{\"customer\": \"%s\", \"credits\": 10}".formatted(customer);
        var task = hold.replace("\"credits\": 10", "\"task\": \"standard\"");
        var session = "{\"customer\": \"%s\", \"pack\": %d}"
                .formatted(customer, app().get("/v1/packs").<Integer>path("data[0].id"));
        var asked = """
                {"customer": "%s", "task": "standard", "messages": [{"role": "user", "content": "Hello"}]}""".formatted(customer);
        var invocation = post("/v1/invocations", asked);
        var explained = asked.replaceFirst("\\{", "{\"explain\": true, ");
        var held = post("/v1/holds", hold);
        var opened = post("/v1/checkout-sessions", session);
        var captured = post("/v1/holds/" + held.path("id") + "/capture", "{\"credits\": 4}");
        return Stream.of(
                told("/v1/invocations", "post", invocation),
                told("/v1/invocations/{id}", "get", get("/v1/invocations/" + invocation.path("id"))),
                told("/v1/invocations", "get", get("/v1/invocations?limit=1&customer=" + customer)),
                told("/v1/quotes", "post", post("/v1/quotes", asked)),
                told("/v1/quotes", "post", post("/v1/quotes", explained)),
                told("/v1/tasks", "get", get("/v1/tasks")),
                told("/v1/holds", "post", held),
                told("/v1/holds", "post", post("/v1/holds", task)),
                told("/v1/holds/{id}/capture", "post", captured),
                told("/v1/holds/{id}/release", "post", post("/v1/holds/" + held.path("id") + "/release", "")),
                told(
                        "/v1/holds/{id}/release",
                        "post",
                        post("/v1/holds/" + post("/v1/holds", hold).path("id") + "/release", "")),
                told("/v1/holds/{id}", "get", get("/v1/holds/" + held.path("id"))),
                told("/v1/holds", "get", get("/v1/holds?limit=1&customer=" + customer)),
                told("/v1/customers/{id}", "put", app().body("{}").put("/v1/customers/" + customer)),
                told("/v1/customers/{id}", "get", get("/v1/customers/" + customer)),
                told("/v1/customers/{id}/balance", "get", get("/v1/customers/" + customer + "/balance")),
                told("/v1/customers/{id}/balance", "get", get("/v1/customers/nobody/balance")),
                told("/v1/customers/{id}/statement", "get", get("/v1/customers/" + customer + "/statement")),
                told(
                        "/v1/customers/{id}/grants",
                        "post",
                        post("/v1/customers/" + customer + "/grants", "{\"credits\": 1, \"reason\": \"a test\"}")),
                told("/v1/packs", "get", get("/v1/packs")),
                told("/v1/checkout-sessions", "post", opened),
                told("/v1/checkout-sessions/{id}", "get", get("/v1/checkout-sessions/" + opened.path("id"))),
                told("/v1/purchases", "get", get("/v1/purchases?customer=" + customer)),
                told(
                        "/v1/portal-sessions",
                        "post",
                        post("/v1/portal-sessions", "{\"customer\": \"%s\"}".formatted(customer))),
                told("/v1/webhook-endpoints", "get", get("/v1/webhook-endpoints")),
                told("/v1/webhook-endpoints/{id}", "get", get("/v1/webhook-endpoints/we_0")),
                told("/v1/invocations", "post", post("/v1/invocations", "{}")));
    }

    @Test
    void what_is_asked_for_is_what_the_contract_says() throws IOException {
        var body = """
                {"customer": "ada", "task": "standard", "system": [{"text": "Be brief."}, {"cache_point": {}}],
                 "messages": [{"role": "user", "content": "Hello"},
                     {"role": "assistant", "content": [{"tool_use": {"id": "t", "name": "look", "input": {}}}]},
                     {"role": "user", "content": [{"tool_result": {"tool_use_id": "t", "content": [{"json": 1}]}}]}],
                 "tools": [{"name": "look", "input_schema": {"type": "object"}}, {"cache_point": {"ttl": "1h"}}],
                 "tool_choice": {"tool": "look"}, "max_tokens": 10}""";
        app().body(body.replace("ada", customer)).post("/v1/quotes").then().statusCode(200);
        var schema = contract.at("/components/schemas/InvocationBody");
        assertEquals(List.of(), schemas.faults(mapper.readTree(body), schema));
        assertEquals(
                1,
                schemas.faults(mapper.readTree(body.replace("max_tokens", "max")), schema)
                        .size());
        assertEquals(
                1,
                schemas.faults(mapper.readTree(body.replace("\"task\": \"standard\",", "")), schema)
                        .size());
        assertEquals(
                1,
                schemas.faults(mapper.readTree(body.replace("\"Hello\"", "1")), schema)
                        .size());
    }

    private Response get(String path) {
        return app().get(path);
    }

    private Response post(String path, String body) {
        return app().header("Idempotency-Key", UUID.randomUUID()).body(body).post(path);
    }

    /** The answer, held against what the contract says of its status. */
    private DynamicTest told(String path, String verb, Response answer) throws IOException {
        var responses = contract.path("paths").path(path).path(verb).path("responses");
        var refused = answer.statusCode() >= 400;
        var response = schemas.resolved(responses.path(refused ? "default" : "" + answer.statusCode()));
        var type = answer.contentType().split(";")[0];
        var faults = new TreeSet<>(schemas.faults(
                mapper.readTree(answer.asByteArray()),
                response.path("content").path(type).path("schema")));
        return dynamicTest(
                verb + " " + path + " " + answer.statusCode(), () -> assertEquals(Set.of(), faults, answer.asString()));
    }
}
