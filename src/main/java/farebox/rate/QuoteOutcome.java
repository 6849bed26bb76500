package farebox.rate;

import farebox.cost.Model;

/** What became of a wish for a quote. */
public sealed interface QuoteOutcome {
    record Quoted(Quote quote) implements QuoteOutcome {}

    /** No task class of this name is on the card in force. */
    record NoSuchTask() implements QuoteOutcome {}

    /** A model of the route has no price, so that nobody could say what the call costs. */
    record PriceUnknown(Model model) implements QuoteOutcome {}
}
