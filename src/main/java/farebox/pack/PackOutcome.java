package farebox.pack;

/** What became of a pack that was created, changed or retired. */
public sealed interface PackOutcome {
    record Stored(Pack pack) implements PackOutcome {}

    /** Refused, with a sentence for the operator. */
    record Invalid(String why) implements PackOutcome {}

    record NoSuchPack() implements PackOutcome {}
}
