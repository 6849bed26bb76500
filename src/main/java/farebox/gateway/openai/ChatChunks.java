package farebox.gateway.openai;

import farebox.gateway.Delta;
import farebox.gateway.InvocationOutcome.Served;
import farebox.gateway.openai.ChatCompletion.Receipt;
import farebox.gateway.openai.ChatCompletion.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The chunks of one answer, as OpenAI's clients put them together again: a member that is absent adds nothing. */
class ChatChunks {
    private static final String CALLS = "tool_calls";

    private final String id;
    private final long created;
    private final String model;
    private int tools;
    private boolean inputIsDue;

    ChatChunks(String id, long created, String model) {
        this.id = id;
        this.created = created;
        this.model = model;
    }

    Map<String, Object> first() {
        return delta(Map.of("role", "assistant", "content", ""));
    }

    /** What is added by this; a tool that was given nothing is given an empty object, since an empty text is no JSON. */
    List<Map<String, Object>> of(Delta more) {
        return switch (more) {
            case Delta.Text(var block, var text) -> after(delta(Map.of("content", text)));
            case Delta.ToolUse(var block, var tool, var name) -> {
                var begun = Map.of("name", name, "arguments", "");
                var chunks = after(delta(Map.of(
                        CALLS, List.of(Map.of("index", tools, "id", tool, "type", "function", "function", begun)))));
                tools++;
                inputIsDue = true;
                yield chunks;
            }
            case Delta.ToolInput(var block, var json) -> {
                inputIsDue = false;
                yield List.of(arguments(json));
            }
        };
    }

    private List<Map<String, Object>> after(Map<String, Object> chunk) {
        if (!inputIsDue) return List.of(chunk);
        inputIsDue = false;
        return List.of(arguments("{}"), chunk);
    }

    private Map<String, Object> arguments(String json) {
        return delta(Map.of(CALLS, List.of(Map.of("index", tools - 1, "function", Map.of("arguments", json)))));
    }

    /** The end, with the receipt, and after it the usage where it was asked for. */
    List<Map<String, Object>> last(Served served, boolean tellUsage) {
        var invocation = served.invocation();
        var end = chunk(List.of(
                Map.of("index", 0, "delta", Map.of(), "finish_reason", ChatCompletion.finishReason(invocation))));
        end.put("farebox", Receipt.of(served));
        var chunks = new ArrayList<>(after(end));
        if (tellUsage) {
            var usage = chunk(List.of());
            usage.put("usage", Tokens.of(invocation.what().usage()));
            chunks.add(usage);
        }
        return chunks;
    }

    private Map<String, Object> delta(Map<String, Object> delta) {
        return chunk(List.of(Map.of("index", 0, "delta", delta)));
    }

    private Map<String, Object> chunk(List<Map<String, Object>> choices) {
        var chunk = new LinkedHashMap<String, Object>();
        chunk.put("id", id);
        chunk.put("object", "chat.completion.chunk");
        chunk.put("created", created);
        chunk.put("model", model);
        chunk.put("choices", choices);
        return chunk;
    }
}
