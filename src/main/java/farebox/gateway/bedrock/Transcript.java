package farebox.gateway.bedrock;

import farebox.cost.Usage;
import farebox.gateway.Content;
import farebox.gateway.Delta;
import farebox.gateway.Listener;
import farebox.gateway.Prompt;
import farebox.gateway.Reply;
import farebox.gateway.Reply.Answered;
import farebox.gateway.Reply.Broken;
import farebox.gateway.Reply.Failed;
import farebox.gateway.Reply.Failure;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockStartEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.MessageStopEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ReasoningContentBlockDelta;

/** What has come of one stream so far. What can be heard is passed on at once. */
class Transcript {
    private final Prompt prompt;
    private final Listener listener;
    private final Map<Integer, Block> blocks = new LinkedHashMap<>();
    private Optional<String> stopReason = Optional.empty();
    private Optional<Usage> usage = Optional.empty();

    Transcript(Prompt prompt, Listener listener) {
        this.prompt = prompt;
        this.listener = listener;
    }

    /**
     * Bedrock numbers blocks that are not passed on as well, so these are numbered anew.
     *
     * @param first by which it is known what it is
     * @param text what is said or thought, or the JSON that a tool is given
     */
    private record Block(Delta first, StringBuilder text, StringBuilder signature) {
        void add(Delta more) {
            switch (more) {
                case Delta.Text(var block, var said) -> text.append(said);
                case Delta.Thinking(var block, var thought) -> text.append(thought);
                case Delta.Signature(var block, var signed) -> signature.append(signed);
                case Delta.RedactedThinking(var block, var base64) -> text.append(base64);
                case Delta.ToolUse begun -> {}
                case Delta.ToolInput(var block, var json) -> text.append(json);
            }
        }

        Content.Said content() {
            return switch (first) {
                case Delta.ToolUse(var block, var id, var name) ->
                    new Content.ToolUse(id, name, Documents.parsed(text.toString()));
                case Delta.Thinking begun -> thinking();
                case Delta.Signature alone -> thinking();
                case Delta.RedactedThinking whole -> new Content.RedactedThinking(text.toString());
                case Delta.Text begun -> new Content.Text(text.toString());
                case Delta.ToolInput impossible -> throw new IllegalStateException("a tool is named first");
            };
        }

        private Content.Thinking thinking() {
            return new Content.Thinking(
                    text.toString(), Optional.of(signature.toString()).filter(signed -> !signed.isEmpty()));
        }
    }

    /** Takes a frame down; false when the listener is there no more. */
    boolean take(ConverseStreamOutput frame) {
        switch (frame) {
            case ContentBlockStartEvent start
            when start.start() != null && start.start().toolUse() != null -> {
                var tool = start.start().toolUse();
                return hear(
                        number(start.contentBlockIndex()),
                        block -> new Delta.ToolUse(block, tool.toolUseId(), tool.name()));
            }
            case ContentBlockDeltaEvent more
            when more.delta() != null -> {
                return take(more);
            }
            case MessageStopEvent stop ->
                stopReason = Optional.of(Objects.requireNonNullElse(stop.stopReasonAsString(), ""));
            case ConverseStreamMetadataEvent metadata ->
                usage = Usages.of(metadata.usage(), metadata.serviceTier(), prompt);
            default -> {
                // Nothing to hear: a beginning, the end of a block, or a kind of frame that is not known yet.
            }
        }
        return true;
    }

    private boolean take(ContentBlockDeltaEvent more) {
        var index = number(more.contentBlockIndex());
        var text = more.delta().text();
        if (isThere(text)) return hear(index, block -> new Delta.Text(block, text));
        var tool = more.delta().toolUse();
        if (tool != null && isThere(tool.input())) return take(index, tool.input());
        var thought = more.delta().reasoningContent();
        return thought == null || take(index, thought);
    }

    /** What is given to no tool that was named is a text. */
    private boolean take(int index, String input) {
        var isOfTool = blocks.containsKey(index) && blocks.get(index).first() instanceof Delta.ToolUse;
        return hear(index, block -> isOfTool ? new Delta.ToolInput(block, input) : new Delta.Text(block, input));
    }

    private boolean take(int index, ReasoningContentBlockDelta thought) {
        if (isThere(thought.text())) return hear(index, block -> new Delta.Thinking(block, thought.text()));
        if (isThere(thought.signature())) return hear(index, block -> new Delta.Signature(block, thought.signature()));
        if (thought.redactedContent() == null) return true;
        var base64 =
                Base64.getEncoder().encodeToString(thought.redactedContent().asByteArrayUnsafe());
        return hear(index, block -> new Delta.RedactedThinking(block, base64));
    }

    private static boolean isThere(String text) {
        return text != null && !text.isEmpty();
    }

    private static int number(Integer told) {
        return told == null ? 0 : told;
    }

    private boolean hear(int index, IntFunction<Delta> saying) {
        var known = blocks.get(index);
        var delta = saying.apply(known == null ? blocks.size() : known.first().block());
        blocks.computeIfAbsent(index, begun -> new Block(delta, new StringBuilder(), new StringBuilder()))
                .add(delta);
        return listener.hear(delta);
    }

    private List<Content.Said> content() {
        return blocks.values().stream().map(Block::content).toList();
    }

    /** Whether the model has said that this is all, and what it used. */
    boolean isWhole() {
        return stopReason.isPresent() && usage.isPresent();
    }

    /** The stream has come to an end in good order. */
    Reply ended() {
        return failed(new Failed(Failure.ERROR, true, "a stream that ends within the answer"));
    }

    /** Something went wrong: not with the answer, if the model had said that this is all, but perhaps with its usage. */
    Reply failed(Failed fault) {
        if (stopReason.isPresent()) return new Answered(content(), stopReason.get(), usage);
        return blocks.isEmpty() ? fault : new Broken(fault.failure(), content(), usage, fault.why());
    }

    /** Nobody listens any more. */
    Reply hungUp() {
        return new Broken(Failure.HUNG_UP, content(), usage, "nobody listens any more");
    }
}
