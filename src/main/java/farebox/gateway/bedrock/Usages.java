package farebox.gateway.bedrock;

import farebox.cost.Usage;
import java.util.Optional;
import software.amazon.awssdk.services.bedrockruntime.model.CacheTTL;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;

/** Usage as Bedrock tells it. */
final class Usages {
    private Usages() {}

    /**
     * Input leaves out what was read from or written to a cache. What was written, and is not said to live an hour, lives
     * five minutes.
     */
    static Optional<Usage> of(TokenUsage usage) {
        if (usage == null || usage.inputTokens() == null || usage.outputTokens() == null) return Optional.empty();
        // No model answers without reading or writing a token: whoever says so has not counted.
        if (usage.inputTokens() == 0 && usage.outputTokens() == 0) return Optional.empty();
        var hour = 0L;
        var told = 0L;
        for (var detail : usage.cacheDetails()) {
            told += orNone(detail.inputTokens());
            if (detail.ttl() == CacheTTL.VALUE_1_H) hour += orNone(detail.inputTokens());
        }
        // The details are parts of the total, which may be missing beside them.
        var written = Math.max(told, orNone(usage.cacheWriteInputTokens()));
        return Optional.of(new Usage(
                usage.inputTokens(), usage.outputTokens(), orNone(usage.cacheReadInputTokens()), written - hour, hour));
    }

    private static long orNone(Integer tokens) {
        return tokens == null ? 0 : tokens;
    }
}
