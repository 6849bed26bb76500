package farebox.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Stripe's events: a snapshot of an object and what happened to it. */
@ApplicationScoped
class Events {
    private final Documents documents;
    private final Shapes shapes;
    private final Deliveries deliveries;

    Events(Documents documents, Shapes shapes, Deliveries deliveries) {
        this.documents = documents;
        this.shapes = shapes;
        this.deliveries = deliveries;
    }

    /** Records what happened, in the order in which it did, and has the merchant told. */
    void publish(List<Happening> happenings) {
        var events = happenings.stream().map(this::event).toList();
        events.forEach(documents::add);
        deliveries.schedule(events);
    }

    private ObjectNode event(Happening happening) {
        var snapshot = happening.object().deepCopy();
        snapshot.remove("line_items");
        var event = shapes.blank("event", "evt_").put("type", happening.type());
        event.withObject("/data").set("object", snapshot);
        return event;
    }
}
