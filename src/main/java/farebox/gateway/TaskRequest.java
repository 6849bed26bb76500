package farebox.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an app asks for, well formed but not yet held against the limits of its task class.
 *
 * @param customer the customer that the body names, if it does
 * @param outputTokens the output limit that was asked for, else the task class's own
 * @param units how many units of work it is, where the task class is priced by them
 */
record TaskRequest(
        String task,
        Optional<String> customer,
        List<Message> messages,
        List<String> system,
        OptionalInt outputTokens,
        OptionalInt units,
        Map<String, String> metadata) {}
