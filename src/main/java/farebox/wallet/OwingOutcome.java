package farebox.wallet;

/** What became of an {@link OwingEnd}. */
public enum OwingOutcome {
    BOOKED,
    /** Its id was booked before. */
    ALREADY_BOOKED,
    /** So much is not owed for that claim, or not on that side of zero. */
    NOT_OWED
}
