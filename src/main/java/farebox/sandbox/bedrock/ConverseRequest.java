package farebox.sandbox.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** A call of Converse as it came in: to a known model with a sound conversation, or not. */
sealed interface ConverseRequest {
    record Valid(ModelId model, Conversation conversation) implements ConverseRequest {}

    record Invalid(AwsError error) implements ConverseRequest {}

    static ConverseRequest read(String modelId, byte[] body, ObjectMapper json) {
        if (!ModelId.isWellFormed(modelId)) {
            return new Invalid(AwsError.validation("The provided model identifier is invalid."));
        }
        return ModelId.of(modelId)
                .map(model -> read(model, body, json))
                .orElseGet(() -> new Invalid(AwsError.noSuchModel(modelId)));
    }

    private static ConverseRequest read(ModelId model, byte[] body, ObjectMapper json) {
        JsonNode request;
        try {
            request = json.readTree(body);
        } catch (IOException e) {
            return new Invalid(AwsError.unreadable());
        }
        return Conversation.fault(request)
                .<ConverseRequest>map(Invalid::new)
                .or(() -> Extras.fault(model, request)
                        .or(() -> ThinkingFaults.in(model, request))
                        .map(Invalid::new))
                .orElseGet(() -> looked(model, Conversation.of(request)));
    }

    private static ConverseRequest looked(ModelId model, Conversation conversation) {
        if (conversation.documents() > 0 && !model.reads()) return unsupported("document");
        if (conversation.attachments() > conversation.documents() && !model.sees()) return unsupported("image");
        return new Valid(model, conversation);
    }

    private static Invalid unsupported(String block) {
        return new Invalid(AwsError.validation("This model doesn't support the " + block
                + " content block that you provided. Remove the " + block
                + " content block from the request and try again."));
    }
}
