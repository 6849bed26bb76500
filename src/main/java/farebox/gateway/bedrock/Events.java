package farebox.gateway.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.CacheDetail;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDelta;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockStart;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.InternalServerException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelStreamErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.ReasoningContentBlockDelta;
import software.amazon.awssdk.services.bedrockruntime.model.ServiceUnavailableException;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** What messages of ConverseStream mean, in the SDK's own types. */
final class Events {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Events() {}

    /** The event in a message; fails with the exception that the message holds instead. */
    static ConverseStreamOutput of(Message message) {
        return switch (header(message, ":message-type")) {
            case "event" -> event(header(message, ":event-type"), json(message));
            case "exception" ->
                throw exception(
                        header(message, ":exception-type"),
                        json(message).path("message").asText());
            default -> throw exception(header(message, ":error-code"), header(message, ":error-message"));
        };
    }

    private static String header(Message message, String name) {
        HeaderValue value = message.getHeaders().get(name);
        return value == null ? "" : value.getString();
    }

    private static JsonNode json(Message message) {
        try {
            return JSON.readTree(message.getPayload());
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private static ConverseStreamOutput event(String type, JsonNode json) {
        return switch (type) {
            case "contentBlockStart" ->
                ConverseStreamOutput.contentBlockStartBuilder()
                        .contentBlockIndex(json.path("contentBlockIndex").asInt())
                        .start(start(json.path("start")))
                        .build();
            case "contentBlockDelta" ->
                ConverseStreamOutput.contentBlockDeltaBuilder()
                        .contentBlockIndex(json.path("contentBlockIndex").asInt())
                        .delta(delta(json.path("delta")))
                        .build();
            case "messageStop" ->
                ConverseStreamOutput.messageStopBuilder()
                        .stopReason(json.path("stopReason").asText(null))
                        .build();
            case "metadata" ->
                ConverseStreamOutput.metadataBuilder()
                        .usage(usage(json.path("usage")))
                        .serviceTier(tier ->
                                tier.type(json.path("serviceTier").path("type").asText(null)))
                        .build();
            default -> ConverseStreamOutput.UNKNOWN;
        };
    }

    private static ContentBlockStart start(JsonNode start) {
        var tool = start.path("toolUse");
        if (!tool.isObject()) return ContentBlockStart.builder().build();
        return ContentBlockStart.fromToolUse(
                use -> use.toolUseId(tool.path("toolUseId").asText(""))
                        .name(tool.path("name").asText("")));
    }

    private static ContentBlockDelta delta(JsonNode delta) {
        if (delta.hasNonNull("text"))
            return ContentBlockDelta.fromText(delta.path("text").asText());
        if (delta.hasNonNull("toolUse"))
            return ContentBlockDelta.fromToolUse(
                    use -> use.input(delta.path("toolUse").path("input").asText("")));
        if (delta.hasNonNull("reasoningContent"))
            return ContentBlockDelta.fromReasoningContent(thinking(delta.path("reasoningContent")));
        return ContentBlockDelta.builder().build();
    }

    private static ReasoningContentBlockDelta thinking(JsonNode thought) {
        var redacted = thought.path("redactedContent");
        return ReasoningContentBlockDelta.builder()
                .text(thought.path("text").asText(null))
                .signature(thought.path("signature").asText(null))
                .redactedContent(
                        redacted.isTextual()
                                ? SdkBytes.fromByteArrayUnsafe(
                                        Base64.getDecoder().decode(redacted.textValue()))
                                : null)
                .build();
    }

    private static TokenUsage usage(JsonNode usage) {
        return TokenUsage.builder()
                .inputTokens(count(usage, "inputTokens"))
                .outputTokens(count(usage, "outputTokens"))
                .totalTokens(count(usage, "totalTokens"))
                .cacheReadInputTokens(count(usage, "cacheReadInputTokens"))
                .cacheWriteInputTokens(count(usage, "cacheWriteInputTokens"))
                .cacheDetails(details(usage.path("cacheDetails")))
                .build();
    }

    private static List<CacheDetail> details(JsonNode details) {
        return details.valueStream()
                .map(detail -> CacheDetail.builder()
                        .ttl(detail.path("ttl").asText(null))
                        .inputTokens(count(detail, "inputTokens"))
                        .build())
                .toList();
    }

    private static Integer count(JsonNode usage, String name) {
        var count = usage.path(name);
        return count.isInt() ? count.intValue() : null;
    }

    private static BedrockRuntimeException exception(String type, String message) {
        var exception = switch (type) {
            case "throttlingException" -> ThrottlingException.builder();
            case "validationException" -> ValidationException.builder();
            case "serviceUnavailableException" -> ServiceUnavailableException.builder();
            case "modelStreamErrorException" -> ModelStreamErrorException.builder();
            case "internalServerException" -> InternalServerException.builder();
            default -> BedrockRuntimeException.builder();
        };
        return (BedrockRuntimeException) exception.message(message).build();
    }
}
