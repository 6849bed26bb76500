package farebox.sandbox.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/** Fields that only some models know. Others take no notice here. */
final class Extras {
    private static final Set<String> OF_CLAUDE =
            Set.of("top_k", "thinking", "anthropic_beta", "tools", "tool_choice", "metadata", "output_config");
    private static final Set<String> OF_NOVA = Set.of("inferenceConfig", "reasoningConfig");
    private static final int THOUGHT_MIN = 1_024;

    private Extras() {}

    /** What is wrong with them, in the words of the model. */
    static Optional<AwsError> fault(ModelId model, JsonNode request) {
        var fields = request.path("additionalModelRequestFields");
        if (model.foundation().startsWith("anthropic."))
            return strange(fields, OF_CLAUDE).or(() -> muddled(fields, request));
        if (model.foundation().startsWith("amazon.nova")) return strange(fields, OF_NOVA);
        return Optional.empty();
    }

    private static Optional<AwsError> strange(JsonNode fields, Set<String> known) {
        return fields.propertyStream()
                .map(field -> field.getKey())
                .filter(name -> !known.contains(name))
                .findFirst()
                .map(name -> said("Malformed input request: #: extraneous key [" + name + "] is not permitted,"
                        + " please reformat your input and try again."));
    }

    private static Optional<AwsError> muddled(JsonNode fields, JsonNode request) {
        var topK = fields.path("top_k");
        if (!topK.isMissingNode() && !topK.isIntegralNumber())
            return Optional.of(said("top_k: Input should be a valid integer"));
        var thought = fields.path("thinking").path("budget_tokens");
        if (thought.isMissingNode()) return Optional.empty();
        if (thought.asInt() < THOUGHT_MIN)
            return Optional.of(said("thinking.enabled.budget_tokens: Input should be greater than or equal to 1024"));
        return request.path("inferenceConfig").path("maxTokens").asInt() > thought.asInt()
                ? Optional.empty()
                : Optional.of(said("`max_tokens` must be greater than `thinking.budget_tokens`."));
    }

    private static AwsError said(String message) {
        return AwsError.validation("The model returned the following errors: " + message);
    }
}
