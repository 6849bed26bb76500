package farebox.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import farebox.customer.AppKey;
import farebox.customer.AppKeys;
import farebox.customer.Apps;
import farebox.testing.Keys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a stranger may send in place of an invocation. */
@QuarkusTest
class InvalidInvocationTest {
    @Inject
    Apps apps;

    @Inject
    AppKeys keys;

    private String key;

    @BeforeEach
    void an_app() {
        key = keys.create(apps.ensure("invocations").no(), "test", Keys.EVERYTHING);
    }

    private RequestSpecification app() {
        return given().header("Authorization", "Bearer " + key).contentType(ContentType.JSON);
    }

    private static String ask(String task, String text) {
        return "{\"customer\": \"c\", \"task\": \"%s\", \"messages\": [{\"role\": \"user\", \"content\": \"%s\"}]}"
                .formatted(task, text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "nonsense | 400 | invalid_request",
                "[] | 400 | invalid_request",
                "null | 400 | invalid_request",
                "{} | 400 | invalid_request",
                "{\"task\": 5} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": []} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": \"hi\"} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [null]} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": 5}]} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"king\", \"content\": \"hi\"}]} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \" \"}]} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"max_tokens\": -1} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"max_tokens\": 1.5} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"max_tokens\": 99999999999999} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"max_tokens\": 999999} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"max_tokens\": \"7\"} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"stream\": 1} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"n\": 2} | 400 | unsupported_parameter",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"service_tier\": \"express\"} | 400 | unsupported_parameter",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"temperature\": 1.1} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"top_p\": -0.1} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"stop_sequences\": [\"\"]} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"stop_sequences\": [null]} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"tools\": []} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"tools\": [{\"name\": \"a b\", \"input_schema\": {}}]} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"tools\": [{\"name\": \"a\", \"input_schema\": []}]} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"tools\": [{\"name\": \"a\", \"input_schema\": {}}, {\"name\": \"a\", \"input_schema\": {}}]} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"tools\": [{\"name\": \"a\", \"input_schema\": {}}], \"tool_choice\": {\"tool\": \"b\"}} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"tool_choice\": \"any\"} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"guardrail\": {\"id\": \"../x\", \"version\": \"1\"}} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"guardrail\": {\"id\": \"abc\"}} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"system\": [{\"image\": {}}]} | 400 | unsupported_parameter",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": [{\"video\": {}}]}]} | 400 | unsupported_parameter",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": [{\"text\": \"a\", \"image\": {}}]}]} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": [{\"text\": 5}]}]} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": [{\"cache_point\": {}}]}]} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": [{\"text\": \"a\"}, {\"cache_point\": {\"ttl\": \"2h\"}}]}]} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": [{\"image\": {\"format\": \"png\", \"bytes\": \"!\"}}]}]} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": [{\"image\": {\"format\": \"png\", \"bytes\": \"R0lGODlh\"}}]}]} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": [{\"tool_use\": {\"id\": \"1\", \"name\": \"a\", \"input\": {}}}]}]} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": [{\"tool_result\": {\"tool_use_id\": \"1\", \"content\": \"a\"}}]}]} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": [{\"tool_result\": {\"tool_use_id\": \"1\", \"content\": [{\"cache_point\": {}}]}}]}]} | 400 | unsupported_parameter",
                "{\"task\": \"simple\", \"system\": [{\"text\": \" \"}], \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]} | 400 | invalid_request",
                "{\"task\": \"nothing\", \"customer\": \"c\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]} | 404 | task_not_found",
                "{\"task\": \"simple\", \"customer\": \"a b\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]} | 400 | invalid_request",
                "{\"task\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]} | 400 | invalid_request",
            })
    void what_is_not_valid_is_a_problem_with_a_code_and_writes_nothing(String body, int status, String code) {
        app().body(body)
                .post("/v1/invocations")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
    }

    @Test
    void a_flood_is_too_large() {
        var message = "{\"role\": \"user\", \"content\": \"x\"}";
        var body = "{\"customer\": \"c\", \"task\": \"simple\", \"messages\": ["
                + String.join(",", Collections.nCopies(1_001, message)) + "]}";
        app().body(body).post("/v1/invocations").then().statusCode(400).body("code", equalTo("input_too_large"));
        app().body(ask("simple", "x".repeat(30_000)))
                .post("/v1/invocations")
                .then()
                .statusCode(400)
                .body("code", equalTo("input_too_large"), "param", equalTo("messages"));
    }

    @Test
    void an_unknown_key_and_an_unknown_customer_are_told_apart() {
        given().contentType(ContentType.JSON)
                .body(ask("simple", "hi"))
                .post("/v1/invocations")
                .then()
                .statusCode(401)
                .body("code", equalTo("invalid_api_key"));
        key = keys.create(apps.ensure("invocations").no(), "plain", AppKey.Allowed.ORDINARY);
        app().body(ask("simple", "hi"))
                .post("/v1/invocations")
                .then()
                .statusCode(404)
                .body("code", equalTo("customer_not_found"));
    }
}
