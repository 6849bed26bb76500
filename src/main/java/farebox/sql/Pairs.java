package farebox.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** Names with values, as a column of type jsonb keeps them. */
public final class Pairs {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Pairs() {}

    public static String text(Map<String, String> pairs) {
        try {
            return JSON.writeValueAsString(pairs);
        } catch (JsonProcessingException neverOfStrings) {
            throw new IllegalStateException(neverOfStrings);
        }
    }

    /** What {@link #text} wrote. */
    public static Map<String, String> of(String text) {
        if (text.equals("{}")) return Map.of(); // nearly always, and on the path of every call
        try {
            return JSON.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException notWrittenHere) {
            throw new IllegalStateException(notWrittenHere);
        }
    }
}
