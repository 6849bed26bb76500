package farebox.cost;

/** What became of a wish to register a model. */
public sealed interface RegisterOutcome {
    record Registered(Model model) implements RegisterOutcome {}

    /** Refused, with a sentence for the operator. */
    record Invalid(String why) implements RegisterOutcome {}
}
