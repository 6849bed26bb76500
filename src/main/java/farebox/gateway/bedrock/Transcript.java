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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockStartEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.MessageStopEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlockStart;

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
     * @param tool the tool that is used; null for a text
     * @param text what is said, or the JSON that the tool is given
     */
    private record Block(int no, ToolUseBlockStart tool, StringBuilder text) {
        Content.Said content() {
            return tool == null
                    ? new Content.Text(text.toString())
                    : new Content.ToolUse(tool.toolUseId(), tool.name(), Documents.parsed(text.toString()));
        }
    }

    /** Takes a frame down; false when the listener is there no more. */
    boolean take(ConverseStreamOutput frame) {
        switch (frame) {
            case ContentBlockStartEvent start
            when start.start() != null && start.start().toolUse() != null -> {
                var tool = start.start().toolUse();
                var block = block(start.contentBlockIndex(), tool);
                return listener.hear(new Delta.ToolUse(block.no(), tool.toolUseId(), tool.name()));
            }
            case ContentBlockDeltaEvent more
            when more.delta() != null -> {
                return take(more);
            }
            case MessageStopEvent stop ->
                stopReason = Optional.of(
                        Optional.ofNullable(stop.stopReasonAsString()).orElse("unknown"));
            case ConverseStreamMetadataEvent metadata ->
                usage = Usages.of(metadata.usage(), metadata.serviceTier(), prompt);
            default -> {
                // Nothing to hear: a beginning, the end of a block, or a kind of frame that is not known yet.
            }
        }
        return true;
    }

    private boolean take(ContentBlockDeltaEvent more) {
        var text = more.delta().text();
        var tool = more.delta().toolUse();
        if (text != null && !text.isEmpty()) {
            var block = block(more.contentBlockIndex(), null);
            block.text().append(text);
            return listener.hear(new Delta.Text(block.no(), text));
        }
        if (tool != null && tool.input() != null && !tool.input().isEmpty()) {
            var block = block(more.contentBlockIndex(), null);
            block.text().append(tool.input());
            return listener.hear(new Delta.ToolInput(block.no(), tool.input()));
        }
        return true;
    }

    private Block block(Integer index, ToolUseBlockStart tool) {
        return blocks.computeIfAbsent(
                index == null ? 0 : index, first -> new Block(blocks.size(), tool, new StringBuilder()));
    }

    private List<Content.Said> content() {
        return blocks.values().stream().map(Block::content).toList();
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
