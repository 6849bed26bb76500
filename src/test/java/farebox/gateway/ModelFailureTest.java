package farebox.gateway;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.money.CustomerNo;
import farebox.wallet.HoldId;
import farebox.web.ProblemException;
import io.quarkus.arc.ClientProxy;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that fail, fall silent or take too long; whoever pays for it is never the customer. */
@QuarkusTest
class ModelFailureTest extends InvocationScene {
    private static final String MICRO = "amazon.nova-micro-v1:0";

    @Inject
    Gateway gateway;

    @Inject
    Refusals refusals;

    @ParameterizedTest
    @CsvSource({
        "throttle, 503, model_unavailable",
        "refuse, 503, model_unavailable",
        "unavailable, 503, model_unavailable",
        "error, 502, model_error",
        "model_error, 502, model_error",
        "garbage, 502, model_error",
        "invalid, 502, model_error",
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
        "error, error",
        "invalid, invalid"
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
    void no_more_whole_answers_are_waited_for_than_there_are_connections() {
        grant(20);
        var replies = ClientProxy.unwrap(gateway).replies;
        assertTrue(replies.tryAcquire(ChatModel.REPLIES_MAX));
        invoke("crowded", ask("simple", "Hello"))
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("overloaded"));
        balance(20, 0);
        replies.release(ChatModel.REPLIES_MAX);
        invoke("crowded", ask("simple", "Hello")).statusCode(200);
        invoke("quiet again", ask("simple", "Hello")).statusCode(200);
        assertEquals(ChatModel.REPLIES_MAX, replies.availablePermits());
    }

    /** Whoever asks once more without a key asks for something else, and pays for both. */
    @Test
    void what_is_still_to_be_settled_is_asked_for_again_by_its_key_only() {
        var pending = new HoldId(new CustomerNo(1), 1, Instant.EPOCH);
        var keyed = problem(new InvocationOutcome.Pending(pending, true));
        assertEquals("true", keyed.getHeaderString("x-should-retry"));
        assertEquals("1", keyed.getHeaderString("Retry-After"));
        var without = problem(new InvocationOutcome.Pending(pending, false));
        assertEquals("false", without.getHeaderString("x-should-retry"));
        assertNull(without.getHeaderString("Retry-After"));
    }

    private Response problem(InvocationOutcome outcome) {
        return assertThrows(ProblemException.class, () -> refusals.served(null, outcome))
                .problem()
                .response();
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
