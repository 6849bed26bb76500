package farebox.gateway.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import farebox.cost.Usage;
import farebox.gateway.Content;
import farebox.gateway.Invocation;
import farebox.gateway.InvocationOutcome.Served;
import farebox.gateway.Receipt;
import java.util.List;
import java.util.stream.Stream;

/** An answer as OpenAI's clients read it. Its model is the task class; which one served it is for receipts. */
record ChatCompletion(
        String id, String object, long created, String model, List<Choice> choices, Tokens usage, Receipt farebox) {

    record Choice(int index, Said message, Object logprobs, String finishReason) {}

    /**
     * @param reasoningContent what the model thought, where it tells
     * @param content null where only tools are called, or where a replay comes after the answer was let go
     */
    record Said(
            String role,
            @JsonInclude(JsonInclude.Include.NON_NULL) String reasoningContent,
            @JsonInclude(JsonInclude.Include.NON_NULL) List<ThinkingBlock> thinkingBlocks,
            String content,
            String refusal,
            @JsonInclude(JsonInclude.Include.NON_NULL) List<Call> toolCalls) {}

    record Call(String id, String type, Function function) {}

    /** @param arguments an object, as a text of JSON */
    record Function(String name, String arguments) {}

    record Tokens(long promptTokens, long completionTokens, long totalTokens, Cached promptTokensDetails) {
        /** Here OpenAI counts what was cached as well, and Bedrock does not. */
        static Tokens of(Usage usage) {
            var prompt = usage.uncached().input();
            return new Tokens(prompt, usage.output(), prompt + usage.output(), new Cached(usage.cacheRead()));
        }
    }

    record Cached(long cachedTokens) {}

    static ChatCompletion of(Served served) {
        var invocation = served.invocation();
        var content = served.content().orElse(List.of());
        return new ChatCompletion(
                invocation.id(),
                "chat.completion",
                invocation.startedAt().getEpochSecond(),
                invocation.what().task(),
                List.of(new Choice(0, said(content), null, finishReason(invocation))),
                Tokens.of(invocation.what().usage()),
                Receipt.of(served));
    }

    private static Said said(List<Content.Said> content) {
        var calls =
                all(content, Content.ToolUse.class).map(ChatCompletion::call).toList();
        return new Said(
                "assistant",
                joined(all(content, Content.Thinking.class).map(Content.Thinking::text)),
                ThinkingBlock.of(content),
                joined(all(content, Content.Text.class).map(Content.Text::text)),
                null,
                calls.isEmpty() ? null : calls);
    }

    private static <T extends Content.Said> Stream<T> all(List<Content.Said> content, Class<T> kind) {
        return content.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static String joined(Stream<String> texts) {
        return texts.reduce(String::concat).orElse(null);
    }

    private static Call call(Content.ToolUse use) {
        return new Call(use.id(), "function", new Function(use.name(), Content.json(use.input())));
    }

    static String finishReason(Invocation invocation) {
        return switch (invocation.what().stopReason().orElse("end_turn")) {
            case "tool_use" -> "tool_calls";
            case "max_tokens", "model_context_window_exceeded" -> "length";
            case "guardrail_intervened", "content_filtered" -> "content_filter";
            default -> "stop";
        };
    }
}
