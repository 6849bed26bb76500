package farebox.webhook;

import farebox.money.CustomerNo;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that happened, for the apps that want to hear of it.
 *
 * @param customer whom it concerns; empty when it concerns everybody
 * @param data what is told of it besides the customer
 */
public record WebhookEvent(
        UUID id, EventType type, Optional<CustomerNo> customer, Optional<Fall> fall, Map<String, Object> data) {
    /** From how many unspent credits to how many; told only to endpoints whose threshold lies between. */
    record Fall(long from, long to) {}

    /** What happens to a customer. */
    public static WebhookEvent of(EventType type, CustomerNo customer, Map<String, Object> data) {
        return new WebhookEvent(UUID.randomUUID(), type, Optional.of(customer), Optional.empty(), data);
    }

    /** What everybody may want to know. */
    static WebhookEvent ofHouse(EventType type, Map<String, Object> data) {
        return new WebhookEvent(UUID.randomUUID(), type, Optional.empty(), Optional.empty(), data);
    }

    WebhookEvent by(Fall fallen) {
        return new WebhookEvent(id, type, customer, Optional.of(fallen), data);
    }

    /** It is told once only, however often it is found to be so. */
    WebhookEvent onceFor(Object occasion) {
        var name = type.word() + ":" + customer.map(CustomerNo::value).orElse(0L) + ":" + occasion;
        var once = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return new WebhookEvent(once, type, customer, fall, data);
    }
}
