package farebox.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import farebox.customer.Caller;
import farebox.gateway.InvocationOutcome.Served;
import farebox.web.Problem;

/**
 * A native answer as it comes: the events {@code start}, then {@code thinking}, {@code delta} and {@code tool_use}, and last
 * {@code receipt} or {@code error}.
 */
record Events(Caller caller) implements Voice<ServerSentEvents> {
    record Start(String id, long held) {}

    record Text(int block, String text) {}

    /** More of the text; or, alone, what ends it, or stands for all of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Thought(int block, String text, String signature, String redacted) {}

    /** The first of a block names the tool; those that follow are pieces of its input, a JSON text. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Tool(int block, String id, String name, String input) {}

    @Override
    public void begin(AwaitedAnswer answer, ServerSentEvents events) {
        events.send("start", new Start(answer.invocation(), answer.held().amount()));
    }

    @Override
    public boolean tell(Delta delta, ServerSentEvents events) {
        return switch (delta) {
            case Delta.Text(var block, var text) -> events.send("delta", new Text(block, text));
            case Delta.Thinking(var block, var text) -> events.send("thinking", new Thought(block, text, null, null));
            case Delta.Signature(var block, var signature) ->
                events.send("thinking", new Thought(block, null, signature, null));
            case Delta.RedactedThinking(var block, var base64) ->
                events.send("thinking", new Thought(block, null, null, base64));
            case Delta.ToolUse(var block, var id, var name) -> events.send("tool_use", new Tool(block, id, name, null));
            case Delta.ToolInput(var block, var json) -> events.send("tool_use", new Tool(block, null, null, json));
        };
    }

    @Override
    public void end(Served served, ServerSentEvents events) {
        events.send("receipt", InvocationView.told(served, caller));
    }

    @Override
    public void fail(Problem problem, ServerSentEvents events) {
        events.send("error", problem.document());
    }
}
