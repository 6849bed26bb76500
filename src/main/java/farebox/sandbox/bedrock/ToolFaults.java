package farebox.sandbox.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Bedrock says of conversations in which tools and their results do not fit together. */
final class ToolFaults {
    private ToolFaults() {}

    static Optional<AwsError> in(JsonNode request) {
        var tools = Toolbox.of(request.path("toolConfig"));
        var choice = request.path("toolConfig").path("toolChoice").path("tool").path("name");
        if (!choice.isMissingNode() && !tools.schemas().containsKey(choice.asText()))
            return invalid("The toolChoice names a tool that is not in toolConfig.tools.");
        var asked = List.<String>of();
        var place = 0;
        for (var message : request.path("messages")) {
            var answered = ids(message, "toolResult");
            if (!answered.isEmpty() && !asked.containsAll(answered))
                return invalid("The number of toolResult blocks at messages." + place
                        + ".content exceeds the number of toolUse blocks of previous turn.");
            if (!answered.containsAll(asked))
                return invalid("Expected toolResult blocks at messages." + place + ".content for the following Ids: "
                        + String.join(", ", asked));
            asked = ids(message, "toolUse");
            if (tools.schemas().isEmpty() && (!asked.isEmpty() || !answered.isEmpty()))
                return invalid(
                        "The toolConfig field must be defined when using toolUse and toolResult content blocks.");
            place++;
        }
        return Optional.empty();
    }

    private static List<String> ids(JsonNode message, String kind) {
        var ids = new ArrayList<String>();
        for (var block : message.path("content"))
            if (block.has(kind)) ids.add(block.path(kind).path("toolUseId").asText());
        return ids;
    }

    private static Optional<AwsError> invalid(String message) {
        return Optional.of(AwsError.validation(message));
    }
}
