package farebox.gateway.bedrock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import farebox.cost.ServiceTier;
import farebox.cost.Usage;
import farebox.gateway.Prompt;
import farebox.gateway.Prompt.Sampling;
import farebox.gateway.Prompt.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.services.bedrockruntime.model.CacheDetail;
import software.amazon.awssdk.services.bedrockruntime.model.CacheTTL;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** Every token that Bedrock tells of is counted in exactly one place. */
class UsagesTest {
    private static final Prompt PROMPT = prompt(ServiceTier.DEFAULT);

    private static Prompt prompt(ServiceTier tier) {
        var settings = new Settings(Optional.empty(), Sampling.OWN, Optional.empty(), tier, Optional.empty());
        return new Prompt(List.of(), List.of(), settings, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "FLEX,        flex,     FLEX",
        "FLEX,        default,  DEFAULT", // there was no room for it
        "DEFAULT,     priority, PRIORITY",
        "FLEX,        ,         FLEX", // nothing was said
        "PRIORITY,    odd,      PRIORITY"
    })
    void the_tier_is_the_one_that_served(ServiceTier asked, String told, ServiceTier served) {
        var said = TokenUsage.builder().inputTokens(1).outputTokens(1).build();
        var tier = software.amazon.awssdk.services.bedrockruntime.model.ServiceTier.builder()
                .type(told)
                .build();
        assertEquals(served, Usages.of(said, tier, prompt(asked)).orElseThrow().tier());
    }

    @ParameterizedTest
    @CsvSource({
        "20, 1000,  100,    ,    , 100,   0", // without details: five minutes
        "20, 1000,  100, 100,    , 100,   0",
        "20, 1000,  100,  60,  40,  60,  40",
        "20, 1000,  100,    ,  40,  60,  40", // what no detail speaks of lives five minutes
        "20, 1000,     ,  60,  40,  60,  40", // details without a total
        "20,     ,     ,    ,    ,   0,   0"
    })
    void cache_writes_are_told_apart_by_how_long_they_live(
            int input, Integer read, Integer written, Integer fiveMinutes, Integer hour, long write5m, long write1h) {
        var details = TokenUsage.builder()
                .inputTokens(input)
                .outputTokens(7)
                .totalTokens(9_999)
                .cacheReadInputTokens(read)
                .cacheWriteInputTokens(written)
                .cacheDetails(detail(CacheTTL.VALUE_1_H, hour), detail(CacheTTL.VALUE_5_M, fiveMinutes))
                .build();
        assertEquals(
                Optional.of(new Usage(input, 7, read == null ? 0 : read, write5m, write1h)),
                Usages.of(details, null, PROMPT));
    }

    private static CacheDetail detail(CacheTTL ttl, Integer tokens) {
        return CacheDetail.builder().ttl(ttl).inputTokens(tokens).build();
    }

    @Test
    void a_stream_tells_them_apart_as_well() throws Exception {
        var frames = new Frames();
        frames.onSubscribe(new Subscription() {
            @Override
            public void request(long more) {}

            @Override
            public void cancel() {}
        });
        var metadata = """
                {"metrics": {"latencyMs": 5}, "usage": {"inputTokens": 20, "outputTokens": 7, "totalTokens": 1127,
                  "cacheReadInputTokens": 1000, "cacheWriteInputTokens": 100,
                  "cacheDetails": [{"ttl": "1h", "inputTokens": 40}, {"ttl": "5m", "inputTokens": 60}]}}
                """;
        var headers = Map.of(
                ":message-type", HeaderValue.fromString("event"), ":event-type", HeaderValue.fromString("metadata"));
        frames.onNext(new Message(headers, metadata.getBytes(StandardCharsets.UTF_8)).toByteBuffer());
        var frame = assertInstanceOf(
                Frames.Next.Frame.class, frames.next(Duration.ZERO).orElseThrow());
        var told = assertInstanceOf(ConverseStreamMetadataEvent.class, frame.event());
        assertEquals(Optional.of(new Usage(20, 7, 1000, 60, 40)), Usages.of(told.usage(), told.serviceTier(), PROMPT));
    }
}
