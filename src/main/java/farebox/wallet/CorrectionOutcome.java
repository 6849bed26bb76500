package farebox.wallet;

import farebox.money.Credits;
import farebox.money.Usd;

/** What became of the correction of a capture. */
public sealed interface CorrectionOutcome {
    /**
     * It is booked.
     *
     * @param credits credits that came back into their lots
     * @param revenue what is owed to the customer again
     */
    record Corrected(Credits credits, Usd revenue, Credits available) implements CorrectionOutcome {}

    record AlreadyCorrected() implements CorrectionOutcome {}

    /** The hold charged nothing, or there is no such hold. */
    record NothingCaptured() implements CorrectionOutcome {}
}
