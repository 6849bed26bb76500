package farebox.sandbox.stripe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;

/** New Stripe objects with every field that Stripe shows, read from {@code sandbox/stripe/<kind>.json}. */
@ApplicationScoped
class Shapes {
    private final ObjectMapper json;
    private final Clock clock;

    Shapes(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    ObjectNode blank(String kind, String idPrefix) {
        try (var shape = Shapes.class.getResourceAsStream("/sandbox/stripe/" + kind + ".json")) {
            var node = (ObjectNode) json.readTree(shape);
            node.put("id", Ids.next(idPrefix));
            if (node.has("created")) node.put("created", clock.instant().getEpochSecond());
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
