package farebox.gateway.converse;

import farebox.gateway.AwaitedAnswer;
import farebox.gateway.Delta;
import farebox.gateway.InvocationOutcome.Served;
import farebox.gateway.Voice;
import farebox.web.Problem;
import java.util.Map;

/** An answer as ConverseStream tells it: block by block, each with an end, a text and a thought without a beginning. */
final class ConverseVoice implements Voice<EventFrames> {
    private static final String INDEX = "contentBlockIndex";
    private static final int NONE = -1;

    private int open = NONE;
    private boolean inputIsDue;

    @Override
    public void begin(AwaitedAnswer answer, EventFrames events) {
        events.event("messageStart", Map.of("role", "assistant"));
    }

    @Override
    public boolean tell(Delta more, EventFrames events) {
        if (more.block() != open) close(events);
        open = more.block();
        return switch (more) {
            case Delta.Text(var block, var text) -> delta(Map.of("text", text), events);
            case Delta.Thinking(var block, var text) -> think("text", text, events);
            case Delta.Signature(var block, var signature) -> think("signature", signature, events);
            case Delta.RedactedThinking(var block, var base64) -> think("redactedContent", base64, events);
            case Delta.ToolUse(var block, var id, var name) -> {
                inputIsDue = true;
                var start = Map.of("toolUse", Map.of("toolUseId", id, "name", name));
                yield events.event("contentBlockStart", Map.of(INDEX, block, "start", start));
            }
            case Delta.ToolInput(var block, var json) -> give(json, events);
        };
    }

    private boolean think(String kind, String bit, EventFrames events) {
        return delta(Map.of("reasoningContent", Map.of(kind, bit)), events);
    }

    private boolean give(String json, EventFrames events) {
        inputIsDue = false;
        return delta(Map.of("toolUse", Map.of("input", json)), events);
    }

    private boolean delta(Map<String, Object> delta, EventFrames events) {
        return events.event("contentBlockDelta", Map.of(INDEX, open, "delta", delta));
    }

    /** A tool that the model gives nothing is given an empty object: clients read its input as JSON. */
    private void close(EventFrames events) {
        if (inputIsDue) give("{}", events);
        if (open != NONE) events.event("contentBlockStop", Map.of(INDEX, open));
        open = NONE;
    }

    @Override
    public void end(Served served, EventFrames events) {
        close(events);
        events.event("messageStop", ConverseAnswer.stop(served));
        events.event("metadata", ConverseAnswer.metadata(served.invocation()));
    }

    @Override
    public void fail(Problem problem, EventFrames events) {
        var error = AwsError.of(problem);
        events.exception(error.typeInStream(), error.document());
    }
}
