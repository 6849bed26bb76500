package farebox.checkout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * A genuine event as it comes in, of which we read the bare minimum: whatever else it says is looked up at Stripe.
 *
 * @param objectId the session, payment, refund, dispute, warning or payout concerned; empty when the event does not say
 */
public record StripeNotice(boolean livemode, String id, String type, String objectId, String body) {
    /** Reads an event of any API version; nothing for what is no event. */
    public static Optional<StripeNotice> read(String body, ObjectMapper json) {
        try {
            var event = json.readTree(body);
            var id = event.path("id").asText();
            var type = event.path("type").asText();
            if (id.isEmpty() || type.isEmpty() || !event.path("livemode").isBoolean()) return Optional.empty();
            var livemode = event.path("livemode").booleanValue();
            return Optional.of(new StripeNotice(livemode, id, type, objectId(event), body));
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    private static String objectId(JsonNode event) {
        var object = event.path("data").path("object");
        return object.path("object").asText().equals("charge")
                ? object.path("payment_intent").asText("")
                : object.path("id").asText("");
    }
}
