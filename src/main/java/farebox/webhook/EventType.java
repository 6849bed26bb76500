package farebox.webhook;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What an app can be told, by its name on the wire. */
public enum EventType {
    BALANCE_LOW,
    BALANCE_EXHAUSTED,
    BALANCE_EXPIRING,
    PURCHASE_PENDING,
    PURCHASE_CREDITED,
    PURCHASE_FAILED,
    PURCHASE_REFUNDED,
    DISPUTE_OPENED,
    DISPUTE_CLOSED,
    WALLET_FROZEN,
    WALLET_UNFROZEN,
    RATE_CARD_PUBLISHED;

    /** Every name, in the order in which people look for them. */
    public static final List<String> NAMES =
            Stream.of(values()).map(EventType::word).toList();

    /** "balance.low", "rate_card.published": what happened comes last. */
    public String word() {
        var name = name().toLowerCase(Locale.ROOT);
        var end = name.lastIndexOf('_');
        return name.substring(0, end) + "." + name.substring(end + 1);
    }
}
