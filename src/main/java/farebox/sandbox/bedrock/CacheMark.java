package farebox.sandbox.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A place up to which a request lets the model keep it.
 *
 * @param prefix all that comes before
 * @param tokens of that
 */
record CacheMark(String prefix, int tokens, boolean anHour) {
    static List<CacheMark> of(JsonNode request) {
        var parts = new ArrayList<JsonNode>();
        request.path("toolConfig").path("tools").forEach(parts::add);
        request.path("system").forEach(parts::add);
        for (var message : request.path("messages")) message.path("content").forEach(parts::add);
        var marks = new ArrayList<CacheMark>();
        var prefix = new StringBuilder();
        var tokens = 0;
        for (var part : parts) {
            var point = part.path("cachePoint");
            if (point.isMissingNode()) {
                prefix.append(part);
                tokens += Conversation.tokens(part);
            } else {
                var anHour = point.path("ttl").asText().equals("1h");
                marks.add(new CacheMark(prefix.toString(), tokens, anHour));
            }
        }
        return marks;
    }
}
