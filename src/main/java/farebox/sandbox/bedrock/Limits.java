package farebox.sandbox.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where an answer is to end. */
record Limits(Optional<Integer> maxTokens, List<String> stopSequences) {
    static Limits of(JsonNode inference) {
        var maxTokens = inference.path("maxTokens");
        var stops = new ArrayList<String>();
        inference.path("stopSequences").forEach(stop -> stops.add(stop.asText()));
        return new Limits(maxTokens.isInt() ? Optional.of(maxTokens.intValue()) : Optional.empty(), stops);
    }

    /** What is wrong with them, in Bedrock's words. */
    static Optional<AwsError> fault(JsonNode inference) {
        var maxTokens = inference.path("maxTokens");
        if (!maxTokens.isMissingNode() && (!maxTokens.isInt() || maxTokens.intValue() < 1))
            return invalid(maxTokens, "maxTokens", "greater than or equal to 1");
        for (var share : List.of("temperature", "topP")) {
            var value = inference.path(share);
            if (!value.isMissingNode() && !(value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 1))
                return invalid(value, share, "less than or equal to 1");
        }
        return Optional.empty();
    }

    private static Optional<AwsError> invalid(JsonNode value, String name, String bound) {
        return Optional.of(AwsError.validation("1 validation error detected: Value '" + value.asText()
                + "' at 'inferenceConfig." + name + "' failed to satisfy constraint: Member must have value " + bound));
    }

    /** A text up to the first stop sequence in it. */
    String beforeStop(String text) {
        var end = stopSequences.stream()
                .mapToInt(text::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(text.length());
        return text.substring(0, end);
    }
}
