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
 * @param units how many units of work it is, where the task class is priced by them
 */
public record TaskRequest(
        String task,
        Optional<String> customer,
        List<Message> messages,
        List<Content> system,
        Settings settings,
        OptionalInt outputTokens,
        boolean streamed,
        OptionalInt units,
        Map<String, String> metadata) {
    TaskRequest withUnits(OptionalInt counted) {
        return new TaskRequest(task, customer, messages, system, settings, outputTokens, streamed, counted, metadata);
    }
}
