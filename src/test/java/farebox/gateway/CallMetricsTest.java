package farebox.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What whoever watches learns of calls: how they ended and what they cost, and not a word of what was said. */
@QuarkusTest
class CallMetricsTest extends InvocationScene {
    @Test
    void calls_are_counted_by_how_they_ended() {
        invoke(UUID.randomUUID().toString(), ask("standard", "Hello")).statusCode(402);
        grant(10);
        invoke(UUID.randomUUID().toString(), ask("standard", "Hello")).statusCode(200);
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("farebox_calls_total{outcome=\"not_enough\",task=\"standard\"}"),
                        containsString("farebox_calls_total{outcome=\"served\",task=\"standard\"}"),
                        containsString("farebox_credits_charged_total{task=\"standard\"}"),
                        containsString("farebox_model_latency_seconds_bucket"),
                        containsString("farebox_model_cost_dollars_sum"),
                        containsString("farebox_lane_waiting{lane=\"0\"}"),
                        containsString("farebox_hold_oldest_seconds"),
                        not(containsString(customer))));
    }

    @Test
    void no_log_has_a_word_of_what_was_said() {
        var secret = "xyzzy" + UUID.randomUUID().toString().replace("-", "");
        var logged = new CopyOnWriteArrayList<LogRecord>();
        var listener = listener(logged);
        var root = Logger.getLogger("");
        root.addHandler(listener);
        try {
            grant(50);
            invoke(UUID.randomUUID().toString(), ask("standard", secret)).statusCode(200);
            for (var trouble : List.of("throttle", "error", "garbage"))
                invoke(UUID.randomUUID().toString(), ask("standard", secret + " [" + trouble + "]"));
            invoke(UUID.randomUUID().toString(), "{\"messages\": \"" + secret).statusCode(400);
            invoke(UUID.randomUUID().toString(), ask("no-such-task", secret)).statusCode(404);
        } finally {
            root.removeHandler(listener);
        }
        assertFalse(logged.isEmpty());
        assertEquals(
                List.of(),
                logged.stream()
                        .map(CallMetricsTest::words)
                        .filter(line -> line.contains(secret))
                        .toList());
    }

    /** Everything that a log could show of it: message, parameters, exceptions and their causes. */
    private static String words(LogRecord line) {
        var words = new StringBuilder(String.valueOf(line.getMessage()));
        if (line.getParameters() != null) words.append(List.of(line.getParameters()));
        for (var cause = line.getThrown(); cause != null; cause = cause.getCause()) words.append(cause);
        return words.toString();
    }

    private static Handler listener(List<LogRecord> logged) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(line);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
