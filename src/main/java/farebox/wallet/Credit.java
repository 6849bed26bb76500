package farebox.wallet;

import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import java.time.Instant;
import java.util.Optional;

/** Credits that come in together and become one lot; refuses none at all. */
public record Credit(
        CustomerNo customer,
        Source source,
        Credits credits,
        Paid paid,
        Terms terms,
        Attachment<CreditOutcome> attachment) {
    /** No grant or purchase is larger; it keeps every sum far inside 64 bits. */
    public static final long CREDITS_MAX = 1_000_000_000;

    public Credit {
        if (credits.isNone() || credits.amount() > CREDITS_MAX)
            throw new IllegalArgumentException("credits come in by 1 to " + CREDITS_MAX + ": " + credits);
    }

    /** Who asked for it: one source credits a customer once. */
    public record Source(Kind kind, String id) {
        /** Bought, or given without payment. */
        public enum Kind {
            PURCHASE,
            GRANT
        }

        String text() {
            return kind.name().toLowerCase(java.util.Locale.ROOT) + ":" + id;
        }
    }

    /**
     * What was paid for the lot.
     *
     * @param net without tax: what the credits are worth
     * @param tax owed to the state
     * @param fee what Stripe kept, once known
     */
    public record Paid(Usd net, Usd tax, Optional<Usd> fee) {
        public static final Paid NOTHING = new Paid(Usd.ZERO, Usd.ZERO, Optional.empty());
    }

    /**
     * How the lot may be used.
     *
     * @param note why it came in, for people
     * @param priority a lower one burns first
     */
    public record Terms(String note, int priority, Optional<Instant> expiresAt) {
        public static Terms lasting(String note) {
            return new Terms(note, 0, Optional.empty());
        }
    }
}
