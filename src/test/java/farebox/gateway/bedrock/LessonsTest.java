package farebox.gateway.bedrock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.cost.ModelPrice;
import farebox.cost.Rates;
import farebox.cost.ServiceTier;
import farebox.cost.Usage;
import farebox.gateway.Delta;
import farebox.gateway.Listener;
import farebox.gateway.Prompt;
import farebox.gateway.Reply.Answered;
import farebox.money.Usd;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** What others who sell model calls once costed wrong, each by the name of its report, as Bedrock's own stream tells it. */
class LessonsTest {
    private static final ModelPrice SONNET = price("3", "15", "0.30", "3.75", "6", Map.of());
    private static final ModelPrice NOVA_PRO = price(
            "0.80", "3.20", "0.20", null, null, Map.of(ServiceTier.FLEX, rates("0.40", "1.60", "0.10", null, null)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // litellm PR 36878: streams dropped what was read from and written to the cache
                "Sonnet | 20, 500, 10000, 4000 |                   | default | 0.02556",
                // litellm PR 36762: writes for an hour were billed as those for five minutes
                "Sonnet | 20, 500, 0, 100000   | 1h 100000         | default | 0.60756",
                "Sonnet | 20, 500, 0, 30000    | 1h 20000 5m 10000 | default | 0.16506",
                "Sonnet | 20, 500, 0, 30000    | 1h 20000          | default | 0.16506", // the rest lives five minutes
                "Sonnet | 20, 500, 0, 0        | 1h 20000 5m 10000 | default | 0.16506", // the total is left out
                // litellm 42663, 11789, 36168: what was read from the cache cost nothing, or ten times as much
                "Sonnet | 1, 1, 1000000, 0     |                   | default | 0.300018",
                // opencode PR 38427: input was thought to hold what was read, and was made less by it
                "Sonnet | 20, 1, 1000, 100     |                   | default | 0.00075",
                // the playbook's middleware: Nova's usage was looked for by another name, and was nothing
                "Nova   | 1000, 1000, 0, 0     |                   | default | 0.004",
                // the playbook's write premium: Nova has none
                "Nova   | 0, 1000, 0, 1000     | 5m 1000           | default | 0.004",
                // a tier is paid as it was served, not as it was asked for
                "Nova   | 1000, 1000, 0, 0     |                   | flex    | 0.002",
                "Nova   | 1000, 1000, 1000, 0  |                   | flex    | 0.0021"
            })
    void a_stream_costs_what_bedrock_says_it_used(
            String model, String counts, String details, String tier, String dollars) {
        var usage = heard(counts.split(", "), details, tier).orElseThrow();
        var cost = (model.equals("Sonnet") ? SONNET : NOVA_PRO).costOf(usage);
        assertEquals(Usd.parse(dollars), cost);
    }

    private static Optional<Usage> heard(String[] counts, String details, String tier) {
        var words = details == null ? new String[0] : details.split(" ");
        var listed = new StringBuilder();
        for (var i = 0; i < words.length; i += 2)
            listed.append(i == 0 ? "" : ", ")
                    .append("{\"ttl\": \"%s\", \"inputTokens\": %s}".formatted(words[i], words[i + 1]));
        var payload = """
                {"usage": {"inputTokens": %s, "outputTokens": %s, "totalTokens": 0, "cacheReadInputTokens": %s,
                 "cacheWriteInputTokens": %s, "cacheDetails": [%s]}, "serviceTier": {"type": "%s"}}
                """.formatted(counts[0], counts[1], counts[2], counts[3], listed, tier);
        var transcript = new Transcript(new Prompt(List.of(), List.of(), Prompt.Settings.NONE, 1), new Ear());
        transcript.take(Events.of(event("messageStop", "{\"stopReason\": \"end_turn\"}")));
        transcript.take(Events.of(event("metadata", payload)));
        return assertInstanceOf(Answered.class, transcript.ended()).usage();
    }

    private record Ear() implements Listener {
        @Override
        public boolean hear(Delta delta) {
            return true;
        }

        @Override
        public boolean isThere() {
            return true;
        }
    }

    private static Message event(String type, String payload) {
        var headers =
                Map.of(":message-type", HeaderValue.fromString("event"), ":event-type", HeaderValue.fromString(type));
        return new Message(headers, payload.getBytes(StandardCharsets.UTF_8));
    }

    /** LibreChat PR 15879: tokens that were less than none made a balance grow. */
    @Test
    void no_usage_is_less_than_nothing() {
        assertThrows(IllegalArgumentException.class, () -> new Usage(1, 1, -1, 0, 0));
        assertTrue(heard(new String[] {"1", "1", "-5", "0"}, null, "default").isEmpty());
    }

    /** litellm 11789: a stream that does not say what it used cost nothing. */
    @Test
    void silence_about_usage_is_not_taken_for_none() {
        assertTrue(heard(new String[] {"0", "0", "0", "0"}, null, "default").isEmpty());
    }

    private static ModelPrice price(
            String input, String output, String read, String write5m, String write1h, Map<ServiceTier, Rates> tiers) {
        return new ModelPrice(1, 1, Instant.EPOCH, rates(input, output, read, write5m, write1h), tiers);
    }

    private static Rates rates(String input, String output, String read, String write5m, String write1h) {
        return new Rates(Usd.parse(input), Usd.parse(output), listed(read), listed(write5m), listed(write1h));
    }

    private static Optional<Usd> listed(String dollars) {
        return Optional.ofNullable(dollars).map(Usd::parse);
    }
}
