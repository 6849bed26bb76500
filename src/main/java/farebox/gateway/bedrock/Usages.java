package farebox.gateway.bedrock;

import farebox.cost.ServiceTier;
import farebox.cost.Usage;
import farebox.gateway.Prompt;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.bedrockruntime.model.CacheDetail;
import software.amazon.awssdk.services.bedrockruntime.model.CacheTTL;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;

/** Usage as Bedrock tells it. */
final class Usages {
    private Usages() {}

    /**
     * Input leaves out what was read from or written to a cache. What was written and is not said to live an hour lives
     * five minutes. The tier is the one that Bedrock says it served; the one asked for when it doesn't.
     */
    static Optional<Usage> of(
            TokenUsage usage, software.amazon.awssdk.services.bedrockruntime.model.ServiceTier served, Prompt prompt) {
        if (usage == null || usage.inputTokens() == null || usage.outputTokens() == null) return Optional.empty();
        // No model answers without reading or writing a token: whoever says so has not counted.
        if (usage.inputTokens() == 0 && usage.outputTokens() == 0) return Optional.empty();
        if (counts(usage).anyMatch(count -> count < 0)) return Optional.empty();
        var hour = usage.cacheDetails().stream()
                .filter(detail -> detail.ttl() == CacheTTL.VALUE_1_H)
                .map(CacheDetail::inputTokens)
                .mapToLong(Usages::orNone)
                .sum();
        var told = usage.cacheDetails().stream()
                .map(CacheDetail::inputTokens)
                .mapToLong(Usages::orNone)
                .sum();
        // The details are parts of the total, which may be missing beside them.
        var written = Math.max(told, orNone(usage.cacheWriteInputTokens()));
        var tier = Optional.ofNullable(served).flatMap(said -> ServiceTier.of(said.typeAsString()));
        return Optional.of(new Usage(
                        usage.inputTokens(),
                        usage.outputTokens(),
                        orNone(usage.cacheReadInputTokens()),
                        written - hour,
                        hour)
                .served(tier.orElse(prompt.settings().tier()), prompt.images()));
    }

    private static Stream<Integer> counts(TokenUsage usage) {
        var totals = Stream.of(
                usage.inputTokens(), usage.outputTokens(), usage.cacheReadInputTokens(), usage.cacheWriteInputTokens());
        return Stream.concat(totals, usage.cacheDetails().stream().map(CacheDetail::inputTokens))
                .filter(Objects::nonNull);
    }

    private static long orNone(Integer tokens) {
        return tokens == null ? 0 : tokens;
    }
}
