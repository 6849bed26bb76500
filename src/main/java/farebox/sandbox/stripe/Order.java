package farebox.sandbox.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What the pay page says is being bought. */
record Order(List<Item> items, Optional<String> tax, String total, Optional<String> cancelUrl) {
    record Item(String name, long quantity, String amount) {
        private static Item of(JsonNode item) {
            return new Item(
                    item.path("description").asText(),
                    item.path("quantity").asLong(),
                    dollars(item.path("amount_subtotal").asLong()));
        }
    }

    static Order of(JsonNode session) {
        var items = session.path("line_items").path("data");
        return new Order(
                StreamSupport.stream(items.spliterator(), false).map(Item::of).toList(),
                Optional.of(session.path("total_details").path("amount_tax").asLong())
                        .filter(tax -> tax > 0)
                        .map(Order::dollars),
                dollars(session.path("amount_total").asLong()),
                Optional.ofNullable(session.path("cancel_url").textValue())
                        .map(url -> Sessions.named(url, session.path("id").asText())));
    }

    static String dollars(long cents) {
        return "$%,d.%02d".formatted(cents / 100, cents % 100);
    }
}
