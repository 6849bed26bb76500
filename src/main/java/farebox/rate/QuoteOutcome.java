package farebox.rate;

/** What became of a wish for a quote. */
public sealed interface QuoteOutcome {
    record Quoted(Quote quote) implements QuoteOutcome {}

    /** None of the models can be asked; the routing says why of each. */
    record Unrouted(Routing routing) implements QuoteOutcome {}
}
