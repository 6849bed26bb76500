package farebox.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;

/** Puts whole objects where an answer has only their ids, as {@code expand[]} asks. */
@ApplicationScoped
class Expansion {
    private static final String LINE_ITEMS = "line_items";

    private final Documents documents;

    Expansion(Documents documents) {
        this.documents = documents;
    }

    ObjectNode expand(ObjectNode object, Collection<String> paths) {
        // Stripe shows line items only to those who ask.
        if (!paths.contains(LINE_ITEMS)) object.remove(LINE_ITEMS);
        for (var path : paths) expand(object, path);
        return object;
    }

    private void expand(ObjectNode object, String path) {
        var at = object;
        for (var field : path.split("\\.")) {
            var value = at.path(field);
            if (value.isMissingNode()) {
                throw StripeError.invalid(null, "expand", "This property cannot be expanded (" + path + ").");
            }
            if (value.isNull()) return;
            if (value.isTextual()) at.set(field, referenced(value.asText(), path));
            if (!(at.path(field) instanceof ObjectNode next)) return;
            at = next;
        }
    }

    private ObjectNode referenced(String id, String path) {
        return documents
                .find(id)
                .orElseThrow(
                        () -> StripeError.invalid(null, "expand", "This property cannot be expanded (" + path + ")."));
    }
}
