package farebox.gateway.bedrock;

import farebox.gateway.Content;
import farebox.gateway.Content.CachePoint;
import farebox.gateway.Content.Document;
import farebox.gateway.Content.Image;
import farebox.gateway.Content.Json;
import farebox.gateway.Content.RedactedThinking;
import farebox.gateway.Content.Text;
import farebox.gateway.Content.Thinking;
import farebox.gateway.Content.ToolResult;
import farebox.gateway.Content.ToolUse;
import farebox.gateway.Prompt;
import farebox.gateway.Tools;
import farebox.gateway.Tools.Choice;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.CachePointBlock;
import software.amazon.awssdk.services.bedrockruntime.model.CachePointType;
import software.amazon.awssdk.services.bedrockruntime.model.CacheTTL;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.DocumentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.DocumentSource;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailStreamConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailStreamProcessingMode;
import software.amazon.awssdk.services.bedrockruntime.model.ImageBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ImageSource;
import software.amazon.awssdk.services.bedrockruntime.model.InferenceConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ReasoningContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ServiceTier;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolChoice;
import software.amazon.awssdk.services.bedrockruntime.model.ToolConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ToolInputSchema;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultStatus;

/** A prompt in the words of Converse, piece by piece. */
record ConversePrompt(Prompt prompt) {
    List<Message> messages() {
        return prompt.messages().stream()
                .map(message -> Message.builder()
                        .role(message.role().word())
                        .content(message.content().stream()
                                .map(ConversePrompt::block)
                                .toList())
                        .build())
                .toList();
    }

    private static ContentBlock block(Content content) {
        return switch (content) {
            case Text(var text) -> ContentBlock.fromText(text);
            case Thinking(var text, var signature) ->
                ContentBlock.fromReasoningContent(ReasoningContentBlock.fromReasoningText(
                        thought -> thought.text(text).signature(signature.orElse(null))));
            case RedactedThinking(var base64) ->
                ContentBlock.fromReasoningContent(ReasoningContentBlock.fromRedactedContent(
                        SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(base64))));
            case Image image -> ContentBlock.fromImage(image(image));
            case Document document -> ContentBlock.fromDocument(document(document));
            case ToolUse(var id, var name, var input) ->
                ContentBlock.fromToolUse(use -> use.toolUseId(id).name(name).input(Documents.of(input)));
            case ToolResult(var id, var results, var failed) ->
                ContentBlock.fromToolResult(result -> result.toolUseId(id)
                        .content(results.stream().map(ConversePrompt::result).toList())
                        .status(failed ? ToolResultStatus.ERROR : null));
            case CachePoint point -> ContentBlock.fromCachePoint(cachePoint(point));
            case Json json -> throw misplaced(json);
        };
    }

    private static ToolResultContentBlock result(Content content) {
        return switch (content) {
            case Text(var text) -> ToolResultContentBlock.fromText(text);
            case Json(var value) -> ToolResultContentBlock.fromJson(Documents.of(value));
            case Image image -> ToolResultContentBlock.fromImage(image(image));
            case Document document -> ToolResultContentBlock.fromDocument(document(document));
            default -> throw misplaced(content);
        };
    }

    /** Five minutes are what is meant without, and not every model takes a time. */
    private static CachePointBlock cachePoint(CachePoint point) {
        return CachePointBlock.builder()
                .type(CachePointType.DEFAULT)
                .ttl(point.anHour() ? CacheTTL.VALUE_1_H : null)
                .build();
    }

    private static IllegalArgumentException misplaced(Content content) {
        return new IllegalArgumentException("not to be said here: " + content.getClass());
    }

    private static ImageBlock image(Image image) {
        return ImageBlock.builder()
                .format(image.format().word())
                .source(ImageSource.fromBytes(SdkBytes.fromByteArrayUnsafe(image.bytes())))
                .build();
    }

    private static DocumentBlock document(Document document) {
        return DocumentBlock.builder()
                .format(document.format().word())
                .name(document.name())
                .source(DocumentSource.fromBytes(SdkBytes.fromByteArrayUnsafe(document.bytes())))
                .build();
    }

    List<SystemContentBlock> system() {
        return prompt.system().stream()
                .map(content -> switch (content) {
                    case Text(var text) -> SystemContentBlock.fromText(text);
                    case CachePoint point -> SystemContentBlock.fromCachePoint(cachePoint(point));
                    default -> throw misplaced(content);
                })
                .toList();
    }

    /** Null for the default, which is meant without, and which models take that know no tiers. */
    ServiceTier tier() {
        var tier = prompt.settings().tier();
        return tier == farebox.cost.ServiceTier.DEFAULT
                ? null
                : ServiceTier.builder().type(tier.word()).build();
    }

    /** Null without any, as the SDK's builders take it. */
    software.amazon.awssdk.core.document.Document additional() {
        return prompt.settings().additional().map(Documents::of).orElse(null);
    }

    InferenceConfiguration inference() {
        var sampling = prompt.settings().sampling();
        return InferenceConfiguration.builder()
                .maxTokens(prompt.outputTokensMax())
                .temperature(sampling.temperature().map(Double::floatValue).orElse(null))
                .topP(sampling.topP().map(Double::floatValue).orElse(null))
                .stopSequences(sampling.stopSequences().isEmpty() ? null : sampling.stopSequences())
                .build();
    }

    /** Null without tools, as the SDK's builders take it. */
    ToolConfiguration tools() {
        return prompt.settings().tools().map(ConversePrompt::tools).orElse(null);
    }

    private static ToolConfiguration tools(Tools tools) {
        var all = new ArrayList<Tool>();
        for (var tool : tools.all())
            all.add(Tool.fromToolSpec(spec -> spec.name(tool.name())
                    .description(tool.description().orElse(null))
                    .inputSchema(ToolInputSchema.fromJson(Documents.of(tool.schema())))));
        tools.cached().ifPresent(point -> all.add(Tool.fromCachePoint(cachePoint(point))));
        return ToolConfiguration.builder()
                .tools(all)
                .toolChoice(choice(tools.choice()).orElse(null))
                .build();
    }

    /** Free choice is left out: it is what is meant without, and not every model takes it. */
    private static Optional<ToolChoice> choice(Choice choice) {
        return switch (choice) {
            case Choice.Free() -> Optional.empty();
            case Choice.Any() -> Optional.of(ToolChoice.fromAny(any -> {}));
            case Choice.Named(var tool) -> Optional.of(ToolChoice.fromTool(named -> named.name(tool)));
        };
    }

    /** Null without a guardrail, as the SDK's builders take it. */
    GuardrailConfiguration guardrail() {
        return prompt.settings()
                .guardrail()
                .map(watch -> GuardrailConfiguration.builder()
                        .guardrailIdentifier(watch.id())
                        .guardrailVersion(watch.version())
                        .build())
                .orElse(null);
    }

    /** The same; a stream waits for it, so that nothing is heard that it would have kept back. */
    GuardrailStreamConfiguration guardrailOfStream() {
        return prompt.settings()
                .guardrail()
                .map(watch -> GuardrailStreamConfiguration.builder()
                        .guardrailIdentifier(watch.id())
                        .guardrailVersion(watch.version())
                        .streamProcessingMode(GuardrailStreamProcessingMode.SYNC)
                        .build())
                .orElse(null);
    }
}
