package farebox.gateway;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that fail, fall silent or take too long; whoever pays for it is never the customer. */
@QuarkusTest
class ModelFailureTest extends InvocationScene {
    private static final String MICRO = "amazon.nova-micro-v1:0";

    @ParameterizedTest
    @CsvSource({
        "throttle, 503, model_unavailable",
        "refuse, 503, model_unavailable",
        "unavailable, 503, model_unavailable",
        "error, 502, model_error",
        "model_error, 502, model_error",
        "garbage, 502, model_error",
    })
    void models_that_all_fail_charge_nothing(String kind, int status, String code) {
        grant(20);
        tell("{\"bedrock\": {\"behaviours\": [{\"kind\": \"%s\"}]}}".formatted(kind));
        var id = invoke("fails", ask("simple", "Hello"))
                .statusCode(status)
                .body("code", equalTo(code), "charged", equalTo(0))
                .extract()
                .<String>path("invocation");
        app().get("/v1/invocations/" + id)
                .then()
                .body("status", equalTo("failed"), "credits.charged", equalTo(0), "costs.attempts", hasSize(2));
        balance(20, 0);
        tell("{\"bedrock\": {\"behaviours\": []}}");
        invoke("fails", ask("simple", "Hello")).statusCode(200);
        balance(19, 0);
    }

    @Test
    void a_model_that_takes_too_long_is_given_up_and_charges_nothing() {
        grant(20);
        tell("{\"bedrock\": {\"behaviours\": [{\"kind\": \"timeout\", \"millis\": 10}]}}");
        invoke("slow", ask("simple", "Hello"))
                .statusCode(504)
                .body("code", equalTo("model_timeout"), "charged", equalTo(0));
        balance(20, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "throttle, unavailable",
        "refuse, unavailable",
        "unavailable, unavailable",
        "timeout, timeout",
        "error, error"
    })
    void a_fallback_answers_for_a_model_that_is_not_to_be_had_inside_the_same_hold(String kind, String outcome) {
        grant(20);
        tell("{\"bedrock\": {\"behaviours\": [{\"model\": \"%s\", \"kind\": \"%s\", \"millis\": 10}]}}"
                .formatted(MICRO, kind));
        var id = invoke("falls back", ask("simple", "Hello"))
                .statusCode(200)
                .extract()
                .<String>path("id");
        app().get("/v1/invocations/" + id)
                .then()
                .body("costs.model", equalTo("Nova Lite"))
                .body("costs.attempts.outcome", equalTo(List.of(outcome, "answered")));
        balance(19, 0);
    }

    @Test
    void what_one_model_finds_wrong_is_asked_of_no_other() {
        grant(20);
        tell("{\"bedrock\": {\"behaviours\": [{\"model\": \"%s\", \"kind\": \"invalid\"}]}}".formatted(MICRO));
        var id = invoke("wrong", ask("simple", "Hello"))
                .statusCode(502)
                .body("code", equalTo("model_error"), "charged", equalTo(0))
                .extract()
                .<String>path("invocation");
        app().get("/v1/invocations/" + id)
                .then()
                .body("costs.attempts.outcome", equalTo(List.of("invalid")), "costs.cost_usd", equalTo("0.00"));
        balance(20, 0);
    }

    @Test
    void an_answer_without_usage_is_estimated_and_never_free() {
        grant(20);
        tell("{\"bedrock\": {\"behaviours\": [{\"kind\": \"no_usage\"}]}}");
        invoke("quiet", ask("simple", "Hello"))
                .statusCode(200)
                .body("costs.estimated", equalTo(true))
                .body("usage.output_tokens", notNullValue());
    }
}
