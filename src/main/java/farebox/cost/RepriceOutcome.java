package farebox.cost;

/** What became of a change of a model's price. */
public sealed interface RepriceOutcome {
    record Repriced(ModelPrice price) implements RepriceOutcome {}

    /** Refused, with a sentence for the operator. */
    record Invalid(String why) implements RepriceOutcome {}

    record NoSuchModel() implements RepriceOutcome {}
}
