package farebox.gateway.bedrock;

import farebox.cost.Usage;
import farebox.gateway.ChatModel;
import farebox.gateway.Content;
import farebox.gateway.Prompt;
import farebox.gateway.Reply;
import farebox.gateway.Reply.Answered;
import farebox.gateway.Reply.Failed;
import farebox.gateway.Reply.Failure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import software.amazon.awssdk.thirdparty.jackson.core.JsonParseException;

/** Bedrock's Converse, which speaks one language for every model. */
@Singleton
class Converse implements ChatModel {
    private final BedrockRuntimeClient bedrock;

    Converse(BedrockRuntimeClient bedrock) {
        this.bedrock = bedrock;
    }

    @Override
    public Reply reply(String bedrockId, Prompt prompt) {
        try {
            return answered(bedrock.converse(request(bedrockId, prompt)));
        } catch (BedrockRuntimeException refused) {
            return refused(refused);
        } catch (ApiCallTimeoutException slow) {
            return new Failed(Failure.TIMEOUT, true, "no answer in time");
        } catch (SdkClientException broken) {
            return broken(broken);
        } catch (RuntimeException broken) {
            return unreadable(broken);
        }
    }

    private static ConverseRequest request(String bedrockId, Prompt prompt) {
        var asked = new ConversePrompt(prompt);
        return ConverseRequest.builder()
                .modelId(bedrockId)
                .messages(asked.messages())
                .system(asked.system())
                .inferenceConfig(asked.inference())
                .toolConfig(asked.tools())
                .guardrailConfig(asked.guardrail())
                .build();
    }

    private static Reply answered(ConverseResponse response) {
        if (response.output() == null || response.output().message() == null)
            return new Failed(Failure.ERROR, true, "an answer without a message");
        var content = response.output().message().content().stream()
                .flatMap(Converse::content)
                .toList();
        return new Answered(
                content, Optional.ofNullable(response.stopReasonAsString()).orElse("unknown"), usage(response.usage()));
    }

    /** What a model thinks aloud, and kinds of blocks that are yet to come, are no part of the answer. */
    private static Stream<Content> content(ContentBlock block) {
        return switch (block.type()) {
            case TEXT -> Stream.of(new Content.Text(block.text()));
            case TOOL_USE -> {
                var use = block.toolUse();
                yield Stream.of(new Content.ToolUse(use.toolUseId(), use.name(), Documents.json(use.input())));
            }
            default -> Stream.of();
        };
    }

    /**
     * Input leaves out what was read from or written to a cache. This SDK does not tell writes apart by how long they are
     * kept; none is asked for here that lasts longer than five minutes.
     */
    private static Optional<Usage> usage(TokenUsage usage) {
        if (usage == null || usage.inputTokens() == null || usage.outputTokens() == null) return Optional.empty();
        // No model answers without reading or writing a token: whoever says so has not counted.
        if (usage.inputTokens() == 0 && usage.outputTokens() == 0) return Optional.empty();
        return Optional.of(new Usage(
                usage.inputTokens(),
                usage.outputTokens(),
                orNone(usage.cacheReadInputTokens()),
                orNone(usage.cacheWriteInputTokens()),
                0));
    }

    private static long orNone(Integer tokens) {
        return tokens == null ? 0 : tokens;
    }

    /** Bedrock's own word: what is throttled, closed or down may be answered elsewhere; a bad request never will. */
    private static Reply refused(BedrockRuntimeException refusal) {
        var failure = switch (refusal.statusCode()) {
            case 400 -> Failure.INVALID;
            case 408 -> Failure.TIMEOUT;
            case 403, 404, 429, 503 -> Failure.UNAVAILABLE;
            default -> Failure.ERROR;
        };
        var mayBeBilled = failure == Failure.TIMEOUT || refusal.statusCode() == 424;
        return new Failed(
                failure,
                mayBeBilled,
                refusal.statusCode() + " " + refusal.getClass().getSimpleName());
    }

    private static Reply broken(SdkClientException broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) return new Failed(Failure.TIMEOUT, true, "no answer in time");
            if (cause instanceof JsonParseException) return unreadable(broken);
            // Once there was a connection, nobody knows whether the model has worked.
            if (cause instanceof IOException)
                return new Failed(Failure.UNAVAILABLE, !(cause instanceof ConnectException), "no connection: " + cause);
        }
        return new Failed(Failure.UNAVAILABLE, false, "the request was not sent: " + broken.getMessage());
    }

    /** The model has worked, so its tokens count. */
    private static Reply unreadable(RuntimeException broken) {
        return new Failed(Failure.ERROR, true, "an answer that cannot be read: " + broken.getMessage());
    }
}
