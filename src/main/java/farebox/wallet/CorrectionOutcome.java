package farebox.wallet;

import farebox.money.Credits;
import farebox.money.Usd;

/** What became of the correction of a capture. */
public sealed interface CorrectionOutcome {
    /**
     * It is booked.
     *
     * @param credits credits that came back into their lots
     * @param free of these, what can be spent now: not what a refund or a dispute went without, nor what has lapsed
     * @param revenue what is earned no more
     */
    record Corrected(Credits credits, Credits free, Usd revenue) implements CorrectionOutcome {}

    record AlreadyCorrected() implements CorrectionOutcome {}

    /** The hold charged nothing, or there is no such hold. */
    record NothingCaptured() implements CorrectionOutcome {}
}
