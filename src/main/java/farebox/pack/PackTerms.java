package farebox.pack;

import java.util.Optional;

/** What an operator asks a pack to be; numbers as they were typed, since they may be out of bounds. */
public record PackTerms(String name, long credits, long priceCents, Optional<Integer> expiresAfterDays) {
    public static final int NAME_MAX = 60;
    public static final long CREDITS_MAX = 1_000_000;
    public static final long PRICE_CENTS_MIN = 50;
    public static final long PRICE_CENTS_MAX = 99_999_999;
    public static final int EXPIRES_AFTER_DAYS_MAX = 3650;

    public PackTerms {
        name = name.strip();
    }

    /** The first thing that is wrong, as a sentence. */
    Optional<String> fault() {
        if (name.isEmpty() || name.length() > NAME_MAX)
            return Optional.of("A pack needs a name of 1 to 60 characters.");
        if (credits < 1 || credits > CREDITS_MAX) return Optional.of("A pack holds 1 to 1,000,000 credits.");
        if (priceCents < PRICE_CENTS_MIN || priceCents > PRICE_CENTS_MAX)
            return Optional.of("A pack costs $0.50 to $999,999.99.");
        if (expiresAfterDays
                .filter(days -> days < 1 || days > EXPIRES_AFTER_DAYS_MAX)
                .isPresent()) return Optional.of("Credits last 1 to 3,650 days, or for ever.");
        return Optional.empty();
    }
}
