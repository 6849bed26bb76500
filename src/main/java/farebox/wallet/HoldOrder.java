package farebox.wallet;

import farebox.money.Credits;
import farebox.money.CustomerNo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks for credits to be set aside, before the work that they pay for; refuses a hold of nothing. */
public record HoldOrder(
        CustomerNo customer,
        OperationKey key,
        Credits credits,
        Purpose purpose,
        Terms terms,
        Attachment<HoldOutcome> attachment) {
    public HoldOrder {
        if (credits.isNone()) throw new IllegalArgumentException("a hold needs at least one credit");
    }

    /** A hold on ordinary terms. */
    public HoldOrder(
            CustomerNo customer,
            OperationKey key,
            Credits credits,
            Purpose purpose,
            Attachment<HoldOutcome> attachment) {
        this(customer, key, credits, purpose, Terms.ORDINARY, attachment);
    }

    /**
     * What the credits are held for: the app that asks, the task class and the rate card that it was quoted from.
     *
     * @param task 0 for work that no task class names
     * @param card 0 for work that no rate card priced
     */
    public record Purpose(int app, int task, int card) {}

    /**
     * How long a hold lasts, and the caps that it must keep within.
     *
     * @param lifetime empty for as long as this instance lives
     */
    public record Terms(Optional<Duration> lifetime, List<Cap> caps) {
        public static final Terms ORDINARY = within(List.of());

        public Terms {
            caps = List.copyOf(caps);
        }

        /** As long as this instance lives, within these caps. */
        public static Terms within(List<Cap> caps) {
            return new Terms(Optional.empty(), caps);
        }
    }
}
