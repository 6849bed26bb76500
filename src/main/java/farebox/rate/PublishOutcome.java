package farebox.rate;

/** What became of a change to the rate card. */
public sealed interface PublishOutcome {
    /** In force from now on. */
    record Published(RateCard card) implements PublishOutcome {}

    /** Somebody else published meanwhile; the change was made against an older version. */
    record Outdated(RateCard current) implements PublishOutcome {}

    /** Refused, with a sentence for the operator. */
    record Invalid(String why) implements PublishOutcome {}
}
