package farebox.gateway.openai;

import farebox.gateway.AwaitedAnswer;
import farebox.gateway.Delta;
import farebox.gateway.InvocationOutcome.Served;
import farebox.gateway.Receipt;
import farebox.gateway.ServerSentEvents;
import farebox.gateway.Voice;
import farebox.gateway.openai.ChatCompletion.Tokens;
import farebox.web.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An answer in chunks, which OpenAI's clients put together again: a member that is absent adds nothing. */
class ChatChunks implements Voice<ServerSentEvents> {
    private static final String CALLS = "tool_calls";

    private final Map<String, Object> common = new LinkedHashMap<>();
    private final boolean tellUsage;
    private int tools;
    private boolean inputIsDue;

    ChatChunks(String task, boolean tellUsage) {
        this.tellUsage = tellUsage;
        common.put("object", "chat.completion.chunk");
        common.put("model", task);
    }

    @Override
    public void begin(AwaitedAnswer answer, ServerSentEvents events) {
        common.put("id", answer.invocation());
        common.put("created", answer.startedAt().getEpochSecond());
        events.send(delta(Map.of("role", "assistant", "content", "")));
    }

    @Override
    public boolean tell(Delta more, ServerSentEvents events) {
        return switch (more) {
            case Delta.Text(var block, var text) -> {
                giveNothing(events);
                yield events.send(delta(Map.of("content", text)));
            }
            case Delta.Thinking(var block, var text) -> think(text, events);
            // Signed and redacted thinking comes whole at the end; until then it is a sign of life.
            case Delta.Signature signed -> think("", events);
            case Delta.RedactedThinking redacted -> think("", events);
            case Delta.ToolUse(var block, var id, var name) -> {
                giveNothing(events);
                inputIsDue = true;
                var begun = Map.of("name", name, "arguments", "");
                yield events.send(delta(Map.of(
                        CALLS, List.of(Map.of("index", tools++, "id", id, "type", "function", "function", begun)))));
            }
            case Delta.ToolInput(var block, var json) -> give(json, events);
        };
    }

    private boolean think(String text, ServerSentEvents events) {
        giveNothing(events);
        return events.send(delta(Map.of("reasoning_content", text)));
    }

    private boolean give(String json, ServerSentEvents events) {
        inputIsDue = false;
        return events.send(delta(
                Map.of(CALLS, List.of(Map.of("index", tools - 1, "function", Map.of("arguments", json))))));
    }

    /** A tool that the model gives nothing is given an empty object: clients read its arguments as JSON. */
    private void giveNothing(ServerSentEvents events) {
        if (inputIsDue) give("{}", events);
    }

    @Override
    public void end(Served served, ServerSentEvents events) {
        giveNothing(events);
        var thinking = ThinkingBlock.of(served.content().orElse(List.of()));
        // At once, as clients put lists together in different ways.
        if (thinking != null) events.send(delta(Map.of(ThinkingBlock.LIST, thinking)));
        var reason = ChatCompletion.finishReason(served.invocation());
        var last = chunk(List.of(Map.of("index", 0, "delta", Map.of(), "finish_reason", reason)));
        last.put("farebox", Receipt.of(served));
        events.send(last);
        if (tellUsage) {
            var usage = chunk(List.of());
            usage.put("usage", Tokens.of(served.invocation().what().usage()));
            events.send(usage);
        }
        events.sendText("[DONE]");
    }

    @Override
    public void fail(Problem problem, ServerSentEvents events) {
        events.send(OpenAiDialect.document(problem));
    }

    private Map<String, Object> delta(Map<String, Object> delta) {
        return chunk(List.of(Map.of("index", 0, "delta", delta)));
    }

    private Map<String, Object> chunk(List<Map<String, Object>> choices) {
        var chunk = new LinkedHashMap<>(common);
        chunk.put("choices", choices);
        return chunk;
    }
}
