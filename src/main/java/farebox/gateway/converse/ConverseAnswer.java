package farebox.gateway.converse;

import farebox.gateway.Content;
import farebox.gateway.Invocation;
import farebox.gateway.InvocationOutcome.Served;
import farebox.gateway.Receipt;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An answer as Converse gives it; whole, and in the pieces that a stream ends with. */
final class ConverseAnswer {
    private ConverseAnswer() {}

    static Map<String, Object> of(Served served) {
        var content = served.content().orElse(List.of()).stream()
                .map(ConverseAnswer::block)
                .toList();
        var answer = new LinkedHashMap<String, Object>();
        answer.put("output", Map.of("message", Map.of("role", "assistant", "content", content)));
        answer.putAll(stop(served));
        answer.putAll(metadata(served.invocation()));
        return answer;
    }

    private static Map<String, Object> block(Content.Said content) {
        return switch (content) {
            case Content.Text(var text) -> Map.of("text", text);
            case Content.Thinking(var text, var signature) -> {
                var thought = new LinkedHashMap<String, Object>();
                thought.put("text", text);
                signature.ifPresent(signed -> thought.put("signature", signed));
                yield Map.of("reasoningContent", Map.of("reasoningText", thought));
            }
            case Content.RedactedThinking(var base64) -> Map.of("reasoningContent", Map.of("redactedContent", base64));
            case Content.ToolUse(var id, var name, var input) ->
                Map.of("toolUse", Map.of("toolUseId", id, "name", name, "input", input));
        };
    }

    /** Why the model stopped, with the receipt where typed clients keep what a model adds of its own. */
    static Map<String, Object> stop(Served served) {
        return Map.of(
                "stopReason",
                served.invocation().what().stopReason().orElse("end_turn"),
                "additionalModelResponseFields",
                Map.of("farebox", Receipt.of(served)));
    }

    static Map<String, Object> metadata(Invocation invocation) {
        var millis =
                Duration.between(invocation.startedAt(), invocation.endedAt()).toMillis();
        // The two clocks are the database's and ours.
        return Map.of("usage", usage(invocation), "metrics", Map.of("latencyMs", Math.max(0, millis)));
    }

    private static Map<String, Object> usage(Invocation invocation) {
        var usage = invocation.what().usage();
        var tokens = new LinkedHashMap<String, Object>();
        tokens.put("inputTokens", usage.input());
        tokens.put("outputTokens", usage.output());
        tokens.put("totalTokens", usage.input() + usage.output());
        tokens.put("cacheReadInputTokens", usage.cacheRead());
        tokens.put("cacheWriteInputTokens", usage.cacheWrite());
        return tokens;
    }
}
