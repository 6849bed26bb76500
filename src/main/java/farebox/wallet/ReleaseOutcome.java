package farebox.wallet;

import farebox.money.Credits;

/** What became of a {@link Release}. */
public sealed interface ReleaseOutcome {
    record Released(Credits credits, Credits available) implements ReleaseOutcome {}

    /** The hold had ended before, with a capture or without. */
    record AlreadyEnded(boolean captured) implements ReleaseOutcome {}

    record NoSuchHold() implements ReleaseOutcome {}
}
