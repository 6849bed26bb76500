package farebox.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import farebox.gateway.Content.CachePoint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the app can do for the model when asked.
 *
 * @param cached after them, where the model may keep them for the next call
 */
public record Tools(List<Tool> all, Choice choice, Optional<CachePoint> cached) {
    /** About what models count for the instructions that come with tools. */
    private static final long PREAMBLE_TOKENS = 350;

    public Tools {
        all = List.copyOf(all);
    }

    /** @param schema of its input, a JSON Schema of an object */
    public record Tool(String name, Optional<String> description, JsonNode schema) {
        Stream<String> texts() {
            return Stream.of(name, description.orElse(""), schema.toString());
        }
    }

    /** Whether the model must use a tool. */
    public sealed interface Choice {
        /** As it sees fit. */
        record Free() implements Choice {}

        /** One at least. */
        record Any() implements Choice {}

        record Named(String tool) implements Choice {}
    }

    Stream<String> texts() {
        return all.stream().flatMap(Tool::texts);
    }

    long tokens() {
        return PREAMBLE_TOKENS + Prompt.tokensIn(texts());
    }
}
