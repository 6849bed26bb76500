package farebox.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a collector of spans learns of calls: their steps and how they ended, and not a word of what was said. */
@QuarkusTest
@WithTestResource(SpanCollector.class)
class CallTracesTest extends InvocationScene {
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final String traceId = UUID.randomUUID().toString().replace("-", "");
    private final String secret = "xyzzy" + UUID.randomUUID().toString().replace("-", "");

    /** What was told of this trace, once a step is among it. */
    private String told(String step) {
        var id = new String(HexFormat.of().parseHex(traceId), ISO_8859_1);
        var begun = System.nanoTime();
        while (true) {
            var told = String.join("\n", SpanCollector.RECEIVED);
            if (told.contains(id) && told.contains(step)) return told;
            assertTrue(System.nanoTime() - begun < PATIENCE_NANOS, "no span " + step + " is told");
            Thread.onSpinWait();
        }
    }

    private void ask(String text, int status) {
        app().header("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .queryParam("secret", secret)
                .body(ask("standard", text))
                .post("/v1/invocations")
                .then()
                .statusCode(status);
    }

    private void tellsNoSecret(String told) {
        for (var word : new String[] {secret, key, customer, "xyzzy"}) assertFalse(told.contains(word), word);
    }

    @Test
    void a_served_call_is_traced_from_hold_to_settlement_as_part_of_the_callers_trace() {
        grant(10);
        ask(secret, 200);
        var told = told("settle");
        for (var word : new String[] {
            "/v1/traces",
            "farebox",
            "invocation",
            "hold",
            "held",
            "model",
            "Nova Pro",
            "answered",
            "captured",
            "standard"
        }) assertTrue(told.contains(word), word);
        tellsNoSecret(told);
    }

    @Test
    void a_call_that_no_model_answers_is_traced_to_its_end_without_a_word_of_it() {
        grant(10);
        ask(secret + " [error]", 502);
        var told = told("abandon");
        assertTrue(told.contains("released"));
        tellsNoSecret(told);
    }

    @Test
    void a_call_that_holds_nothing_is_traced_too() {
        ask(secret, 402);
        tellsNoSecret(told("not_enough"));
    }
}
