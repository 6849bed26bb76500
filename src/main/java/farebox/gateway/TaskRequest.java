package farebox.gateway;

import farebox.gateway.Prompt.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an app asks for, on whichever surface, not yet held against any limits.
 *
 * @param customer the customer that the body names, if it does
 * @param outputTokens the output limit that was asked for, else the task class's own
 * @param streamed whether the answer is to be told while it comes
 */
public record TaskRequest(
        String task,
        Optional<String> customer,
        List<Message> messages,
        List<Content> system,
        Settings settings,
        OptionalInt outputTokens,
        boolean streamed,
        Map<String, String> metadata) {}
