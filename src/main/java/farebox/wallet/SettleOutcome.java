package farebox.wallet;

import farebox.money.Credits;
import farebox.money.Usd;
import java.util.List;

/** What became of a {@link Settlement}. */
public sealed interface SettleOutcome {
    /** Captured from these lots, in the order in which they burn. */
    record Captured(Credits charged, Credits released, List<LotShare> lots, Credits available)
            implements SettleOutcome {
        /** What the captured credits were bought for, in total. */
        public Usd revenue() {
            return lots.stream().map(LotShare::value).reduce(Usd.ZERO, Usd::plus);
        }
    }

    /** It had been captured already, by a call of which the answer was lost. */
    record AlreadyCaptured() implements SettleOutcome {}

    /** The hold had been released or swept before: the cost is booked, nothing is charged, and the answer is withheld. */
    record TooLate() implements SettleOutcome {}

    /** More was charged than was held; nothing is written. */
    record MoreThanHeld(Credits held) implements SettleOutcome {}

    /** There is no such hold. */
    record NoSuchHold() implements SettleOutcome {}

    /** Credits taken from one lot and what was paid for just these. */
    record LotShare(long lot, Credits credits, Usd value) {}
}
