package farebox.gateway;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.ledger.BooksCheck;
import farebox.testing.OwnerConnection;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Model streams that break, at every frame and in every way; whoever pays for it is never the customer. */
@QuarkusTest
class BrokenStreamTest extends StreamScene {
    // Thirteen tokens of answer are a starting frame, three bits of text, and the ends of block, message and stream.
    private static final int FIRST_BIT = 1;
    private static final int MESSAGE_STOP = 5;
    private static final int METADATA = 6;

    private String shortly(String text) {
        return askStreamed("simple", text).replaceFirst("\\{", "{\"max_tokens\": 13, ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "end", "break"})
    void a_stream_that_breaks_at_any_frame_is_charged_only_if_its_answer_is_whole(String kind) throws Exception {
        grant(20);
        for (var frames = 0; frames <= METADATA; frames++) {
            tellMicro("\"kind\": \"%s\", \"frames\": %d".formatted(kind, frames));
            var told = told(kind + frames, shortly("Hello"));
            var way = kind + " after " + frames + " frames: " + told;
            if (frames <= FIRST_BIT) assertFallenBack(told, way);
            else if (frames <= MESSAGE_STOP) assertReleased(told, frames - FIRST_BIT, way);
            else assertEstimated(told, way);
        }
        balance(17, 0);
        assertTrue(BooksCheck.run(database, progress -> {}).ok());
    }

    private void assertFallenBack(Told told, String way) {
        assertEquals("receipt", told.last().name(), way);
        receipt(told.id()).body("costs.model", equalTo("Nova Lite"), "costs.attempts", hasSize(2));
    }

    private void assertReleased(Told told, int heard, String way) {
        assertEquals("error", told.last().name(), way);
        assertEquals(0, told.last().data().getInt("charged"), way);
        assertEquals(Math.min(heard, 3), told.deltas(), way);
        receipt(told.id())
                .body("status", equalTo("failed"), "credits.charged", equalTo(0))
                .body("costs.attempts", hasSize(1), "costs.estimated", equalTo(true));
        assertCosts(told);
    }

    private void assertEstimated(Told told, String way) {
        assertEquals("receipt", told.last().name(), way);
        assertEquals(3, told.deltas(), way);
        receipt(told.id()).body("status", equalTo("served"), "costs.estimated", equalTo(true));
        assertCosts(told);
    }

    private void assertCosts(Told told) {
        var cost = receipt(told.id()).extract().<String>path("costs.cost_usd");
        assertTrue(new BigDecimal(cost).signum() > 0, cost);
    }

    @Test
    void a_stream_that_falls_silent_is_given_up() {
        grant(20);
        tellMicro("\"kind\": \"stall\", \"frames\": 3, \"millis\": 30000");
        var told = told("stalls", shortly("Hello"));
        assertEquals("error", told.last().name());
        assertEquals("model_timeout", told.last().data().getString("code"));
        assertReleased(told, 2, "stall");
        balance(20, 0);
    }

    @Test
    void a_stream_that_falls_silent_before_its_first_bit_leaves_the_answer_to_another_model() {
        grant(20);
        tellMicro("\"kind\": \"stall\", \"frames\": 1, \"millis\": 30000");
        assertFallenBack(told("mute", shortly("Hello")), "stall");
        balance(19, 0);
    }

    @Test
    void a_stream_without_usage_is_estimated_and_never_free() {
        grant(20);
        tell("{\"bedrock\": {\"behaviours\": [{\"kind\": \"no_usage\"}]}}");
        var told = told("quiet", shortly("Hello"));
        assertEstimated(told, "no usage");
        receipt(told.id()).body("usage.output_tokens", greaterThan(0));
        balance(19, 0);
    }

    @ParameterizedTest
    @CsvSource({"throttle, unavailable", "unavailable, unavailable", "error, error", "garbage, error"})
    void a_model_that_fails_before_its_first_frame_leaves_the_answer_to_another(String kind, String outcome) {
        grant(20);
        tellMicro("\"kind\": \"%s\"".formatted(kind));
        var told = told("falls back", shortly("Hello"));
        assertFallenBack(told, kind);
        receipt(told.id()).body("costs.attempts.outcome", equalTo(List.of(outcome, "answered")));
        balance(19, 0);
    }

    @Test
    void what_goes_wrong_here_charges_nothing_and_says_so() throws Exception {
        grant(20);
        var no = postgres.first("select customer_no from customer where id = ?", row -> row.getLong(1), customer)
                .orElseThrow();
        try (var owner = OwnerConnection.open();
                var statement = owner.createStatement()) {
            statement.execute(
                    "alter table invocation add constraint nothing_served check (model is null or customer_no <> " + no
                            + ") not valid");
            var told = told("ours", shortly("Hello"));
            statement.execute("alter table invocation drop constraint nothing_served");
            assertEquals("error", told.last().name());
            assertEquals("internal_error", told.last().data().getString("code"));
            assertEquals(0, told.last().data().<Integer>get("charged"));
            assertEquals(told.id(), told.last().data().getString("invocation"));
            receipt(told.id()).body("status", equalTo("failed"), "credits.charged", equalTo(0));
            assertCosts(told);
        }
        balance(20, 0);
    }

    @Test
    void models_that_all_fail_end_the_stream_with_an_error_and_the_key_may_try_again() {
        grant(20);
        tell("{\"bedrock\": {\"behaviours\": [{\"kind\": \"throttle\"}]}}");
        var told = told("fails", shortly("Hello"));
        assertEquals(2, told.events().size());
        assertEquals("model_unavailable", told.last().data().getString("code"));
        assertEquals(0, told.last().data().getInt("charged"));
        balance(20, 0);
        tell("{\"bedrock\": {\"behaviours\": []}}");
        assertEquals("receipt", told("fails", shortly("Hello")).last().name());
        balance(19, 0);
    }
}
