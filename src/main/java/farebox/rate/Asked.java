package farebox.rate;

import farebox.cost.ServiceTier;
import farebox.cost.Usage;

/**
 * What a call asks for, as far as routes go by it.
 *
 * @param characters that its messages hold, without instructions and tools
 * @param plan the customer's; empty for none
 * @param tools whether the model may use tools
 * @param documents whether there are documents to read
 * @param worst the most that a model may use for it
 */
public record Asked(long characters, String plan, boolean tools, boolean documents, Usage worst) {
    /** About how many tokens go in, all told. */
    public long tokens() {
        return worst.uncached().input();
    }

    /** The most tokens that may come out. */
    public long outputTokens() {
        return worst.output();
    }

    /** Whether there are pictures to look at. */
    public boolean images() {
        return worst.images() > 0;
    }

    public ServiceTier tier() {
        return worst.tier();
    }
}
