package farebox.cost;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How urgently a model is to answer a call; models ask other rates for it. */
public enum ServiceTier {
    DEFAULT,
    /** Later, for less. */
    FLEX,
    /** Before others, for more. */
    PRIORITY,
    /** Out of capacity that is paid for by the month; what overflows is served as default. */
    RESERVED;

    /** As wires and the schema write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ServiceTier> of(String word) {
        return Arrays.stream(values()).filter(tier -> tier.word().equals(word)).findFirst();
    }
}
