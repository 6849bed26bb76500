package farebox.gateway.bedrock;

import farebox.gateway.ChatModel;
import farebox.gateway.Content;
import farebox.gateway.GatewayConfig;
import farebox.gateway.Listener;
import farebox.gateway.Prompt;
import farebox.gateway.Reply;
import farebox.gateway.Reply.Answered;
import farebox.gateway.Reply.Failed;
import farebox.gateway.Reply.Failure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ReasoningContentBlock;

/** Bedrock's Converse, which speaks one language for every model. */
@Singleton
class Converse implements ChatModel {
    /** Forty tokens a second; slow models write about as fast. */
    private static final Duration PER_TOKEN = Duration.ofMillis(25);

    private final BedrockRuntimeClient bedrock;
    private final ConverseStream streamed;
    private final GatewayConfig config;

    Converse(BedrockRuntimeClient bedrock, ConverseStream streamed, GatewayConfig config) {
        this.bedrock = bedrock;
        this.streamed = streamed;
        this.config = config;
    }

    @Override
    public Reply reply(String bedrockId, Prompt prompt) {
        try {
            return answered(bedrock.converse(request(bedrockId, prompt)), prompt);
        } catch (RuntimeException fault) {
            return Faults.of(fault);
        }
    }

    @Override
    public Reply stream(String bedrockId, Prompt prompt, Listener listener) {
        try {
            return streamed.reply(bedrockId, prompt, listener);
        } catch (RuntimeException fault) {
            return Faults.of(fault);
        }
    }

    /** Nothing is heard of a whole answer before its end, so a long one is given the time that it takes to write. */
    static Duration patience(Duration modelTimeout, int outputTokensMax) {
        var patience = modelTimeout.plus(PER_TOKEN.multipliedBy(outputTokensMax));
        return patience.compareTo(BedrockClients.ANSWER_MAX) < 0 ? patience : BedrockClients.ANSWER_MAX;
    }

    private ConverseRequest request(String bedrockId, Prompt prompt) {
        var asked = new ConversePrompt(prompt);
        return ConverseRequest.builder()
                .modelId(bedrockId)
                .messages(asked.messages())
                .system(asked.system())
                .inferenceConfig(asked.inference())
                .toolConfig(asked.tools())
                .guardrailConfig(asked.guardrail())
                .serviceTier(asked.tier())
                .additionalModelRequestFields(asked.additional())
                .overrideConfiguration(
                        call -> call.apiCallTimeout(patience(config.modelTimeout(), prompt.outputTokensMax())))
                .build();
    }

    private static Reply answered(ConverseResponse response, Prompt prompt) {
        if (response.output() == null || response.output().message() == null)
            return new Failed(Failure.ERROR, true, "an answer without a message");
        var content = response.output().message().content().stream()
                .flatMap(Converse::content)
                .toList();
        return new Answered(
                content,
                said(response.stopReasonAsString()),
                Usages.of(response.usage(), response.serviceTier(), prompt));
    }

    /** Kinds of blocks that are yet to come are no part of the answer. */
    private static Stream<Content.Said> content(ContentBlock block) {
        return switch (block.type()) {
            case TEXT -> Stream.of(new Content.Text(block.text()));
            case REASONING_CONTENT -> thinking(block.reasoningContent());
            case TOOL_USE -> {
                var use = block.toolUse();
                yield Stream.of(
                        new Content.ToolUse(said(use.toolUseId()), said(use.name()), Documents.json(use.input())));
            }
            default -> Stream.of();
        };
    }

    private static Stream<Content.Said> thinking(ReasoningContentBlock thought) {
        return switch (thought.type()) {
            case REASONING_TEXT -> {
                var text = thought.reasoningText();
                yield Stream.of(new Content.Thinking(said(text.text()), Optional.ofNullable(text.signature())));
            }
            case REDACTED_CONTENT ->
                Stream.of(new Content.RedactedThinking(Base64.getEncoder()
                        .encodeToString(thought.redactedContent().asByteArrayUnsafe())));
            default -> Stream.of();
        };
    }

    private static String said(String orNothing) {
        return Objects.requireNonNullElse(orNothing, "");
    }
}
