package farebox.checkout;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What a customer's bank holds against the payment of a purchase.
 *
 * @param cents what it is about; nothing for a warning
 * @param froze whether it froze the wallet; empty until it was seen to
 */
public record PurchaseDispute(
        String stripeId, UUID purchase, long cents, State state, Optional<Boolean> froze, Instant openedAt) {
    /** How far it is; it never goes back to an earlier one. */
    public enum State {
        /** The bank warns of fraud. */
        WARNING("The bank warns of fraud"),
        /** The bank asks, and takes no money. */
        INQUIRY("The bank asks about a payment"),
        /** The bank asks no more. */
        CLOSED(""),
        OPEN("The bank disputes a payment"),
        WON(""),
        LOST("The bank took a payment back");

        private final String objection;

        State(String objection) {
            this.objection = objection;
        }

        /** As it is written in the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether it is a reason to stop spending. */
    boolean stands() {
        return !state.objection.isEmpty();
    }

    /** Why the wallet is frozen; it names the dispute, which may lift no freeze but its own. */
    String freezeReason() {
        return state.objection + mark();
    }

    /** A reason for a freeze as its customer reads it: what Stripe calls a dispute is for operators. */
    public static String toldToCustomer(String freezeReason) {
        return Arrays.stream(State.values())
                .map(state -> state.objection)
                .filter(objection -> !objection.isEmpty() && freezeReason.startsWith(objection + " ("))
                .findFirst()
                .orElse(freezeReason);
    }

    boolean hasFrozen(String reason) {
        return reason.endsWith(mark());
    }

    private String mark() {
        return " (" + stripeId + ")";
    }

    /** Under which the wallet has it. */
    public String claim() {
        return "dispute:" + stripeId;
    }
}
