package farebox.gateway.bedrock;

import farebox.gateway.ChatModel;
import farebox.gateway.Listener;
import farebox.gateway.Message;
import farebox.gateway.Prompt;
import farebox.gateway.Reply;
import farebox.gateway.Reply.Answered;
import farebox.gateway.Reply.Failed;
import farebox.gateway.Reply.Failure;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;

/** Bedrock's Converse, which speaks one language for every model. */
@Singleton
class Converse implements ChatModel {
    private final BedrockRuntimeClient bedrock;
    private final ConverseStream streamed;

    Converse(BedrockRuntimeClient bedrock, ConverseStream streamed) {
        this.bedrock = bedrock;
        this.streamed = streamed;
    }

    @Override
    public Reply reply(String bedrockId, Prompt prompt) {
        try {
            return answered(bedrock.converse(request(bedrockId, prompt)));
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

    private static ConverseRequest request(String bedrockId, Prompt prompt) {
        return ConverseRequest.builder()
                .modelId(bedrockId)
                .messages(messages(prompt))
                .system(system(prompt))
                .inferenceConfig(limits -> limits.maxTokens(prompt.outputTokensMax()))
                .build();
    }

    static List<software.amazon.awssdk.services.bedrockruntime.model.Message> messages(Prompt prompt) {
        return prompt.messages().stream().map(Converse::message).toList();
    }

    static List<SystemContentBlock> system(Prompt prompt) {
        return prompt.system().stream().map(SystemContentBlock::fromText).toList();
    }

    private static software.amazon.awssdk.services.bedrockruntime.model.Message message(Message message) {
        return software.amazon.awssdk.services.bedrockruntime.model.Message.builder()
                .role(message.role() == Message.Role.USER ? ConversationRole.USER : ConversationRole.ASSISTANT)
                .content(message.texts().stream().map(ContentBlock::fromText).toList())
                .build();
    }

    private static Reply answered(ConverseResponse response) {
        if (response.output() == null || response.output().message() == null)
            return new Failed(Failure.ERROR, true, "an answer without a message");
        var texts = response.output().message().content().stream()
                .map(ContentBlock::text)
                .filter(text -> text != null)
                .toList();
        return new Answered(
                texts,
                Optional.ofNullable(response.stopReasonAsString()).orElse("unknown"),
                Usages.of(response.usage()));
    }
}
