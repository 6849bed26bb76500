package farebox.sandbox.bedrock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpConnection;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** An answer frame by frame, at the pace and up to the point that the model has been told. A text has no starting frame, as with Bedrock. */
record StreamedReply(CallOutcome.Answered answered, HttpConnection connection) implements StreamingOutput {
    private static final int WORDS_PER_FRAME = 4;

    @Override
    public void write(OutputStream out) throws IOException {
        try {
            tell(out);
        } catch (IOException gone) {
            // Nobody reads on: there is nobody to tell, either.
            connection.close();
        }
    }

    private void tell(OutputStream out) throws IOException {
        var told = answered.told();
        var frames = frames();
        for (var i = 0; i < frames.size(); i++) {
            pause(told.pauseMillis(i));
            if (told.stopsAt(i)) {
                stop(told.kind(), frames.get(i), out);
                return;
            }
            write(frames.get(i), out);
        }
    }

    private static void write(Frame frame, OutputStream out) throws IOException {
        out.write(frame.bytes());
        out.flush();
    }

    private static void pause(long millis) throws InterruptedIOException {
        try {
            if (millis > 0) Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private void stop(Kind kind, Frame next, OutputStream out) throws IOException {
        if (kind == Kind.CUT) cut(next, out);
        if (kind == Kind.BREAK)
            write(
                    Frame.exception(
                            "modelStreamErrorException",
                            object().put("message", "The model failed while it was answering.")),
                    out);
    }

    /** In the midst of a frame. Whoever returns before the connection is closed ends the answer in good order. */
    private void cut(Frame frame, OutputStream out) throws IOException {
        var bytes = frame.bytes();
        out.write(bytes, 0, bytes.length / 2);
        out.flush();
        connection.close().toCompletionStage().toCompletableFuture().join();
    }

    private List<Frame> frames() {
        var reply = answered.reply();
        var frames = new ArrayList<Frame>();
        frames.add(Frame.event("messageStart", object().put("role", "assistant")));
        var block = 0;
        if (reply.thought().isPresent()) addThought(block++, reply.thought().get(), frames);
        if (!reply.text().isEmpty()) addText(block++, reply.text(), frames);
        for (var tool : reply.tools()) addTool(block++, tool, frames);
        frames.add(Frame.event("messageStop", object().put("stopReason", reply.stopReason())));
        if (answered.counted()) frames.add(Frame.event("metadata", metadata()));
        return frames;
    }

    private static void addThought(int index, Thought thought, List<Frame> frames) {
        if (!thought.isRedacted())
            for (var words : pieces(thought.text())) addThought(index, object().put("text", words), frames);
        addThought(index, thought.seal(), frames);
        frames.add(Frame.event("contentBlockStop", block(index)));
    }

    private static void addThought(int index, ObjectNode bit, List<Frame> frames) {
        var payload = block(index);
        payload.putObject("delta").set("reasoningContent", bit);
        frames.add(Frame.event("contentBlockDelta", payload));
    }

    private static void addText(int index, String text, List<Frame> frames) {
        for (var words : pieces(text)) {
            var payload = block(index);
            payload.putObject("delta").put("text", words);
            frames.add(Frame.event("contentBlockDelta", payload));
        }
        frames.add(Frame.event("contentBlockStop", block(index)));
    }

    /** What a tool is given comes as text in pieces, none of which is JSON by itself. */
    private static void addTool(int index, ToolCall tool, List<Frame> frames) {
        var start = block(index);
        start.putObject("start")
                .putObject("toolUse")
                .put("toolUseId", tool.id())
                .put("name", tool.name());
        frames.add(Frame.event("contentBlockStart", start));
        var input = tool.input().toString();
        for (var piece : List.of(input.substring(0, input.length() / 2), input.substring(input.length() / 2))) {
            var payload = block(index);
            payload.putObject("delta").putObject("toolUse").put("input", piece);
            frames.add(Frame.event("contentBlockDelta", payload));
        }
        frames.add(Frame.event("contentBlockStop", block(index)));
    }

    private static ObjectNode block(int index) {
        return object().put("contentBlockIndex", index);
    }

    private ObjectNode metadata() {
        var metadata = object();
        metadata.set("usage", answered.usage());
        metadata.putObject("metrics").put("latencyMs", answered.millis());
        answered.tellTier(metadata);
        return metadata;
    }

    private static List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        var words = text.splitWithDelimiters(" ", 0);
        for (var from = 0; from < words.length; from += 2 * WORDS_PER_FRAME)
            pieces.add(String.join(
                    "", List.of(words).subList(from, Math.min(words.length, from + 2 * WORDS_PER_FRAME))));
        return pieces;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
