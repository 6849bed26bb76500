package farebox.gateway.bedrock;

import farebox.cost.Usage;
import java.util.Optional;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;

/** Usage as Bedrock tells it. */
final class Usages {
    private Usages() {}

    /**
     * Input leaves out what was read from or written to a cache. This SDK does not tell writes apart by how long they are
     * kept; none is asked for here that lasts longer than five minutes.
     */
    static Optional<Usage> of(TokenUsage usage) {
        if (usage == null || usage.inputTokens() == null || usage.outputTokens() == null) return Optional.empty();
        // No model answers without reading or writing a token: whoever says so has not counted.
        if (usage.inputTokens() == 0 && usage.outputTokens() == 0) return Optional.empty();
        return Optional.of(new Usage(
                usage.inputTokens(),
                usage.outputTokens(),
                orNone(usage.cacheReadInputTokens()),
                orNone(usage.cacheWriteInputTokens()),
                0));
    }

    private static long orNone(Integer tokens) {
        return tokens == null ? 0 : tokens;
    }
}
