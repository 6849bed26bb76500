package farebox.rate;

import farebox.cost.ServiceTier;
import farebox.cost.Usage;

/**
 * What a call asks for, as far as routes go by it.
 *
 * @param characters that its messages hold, without instructions and tools
 * @param tokens about how many go in, all told
 * @param outputTokens the most that may come out
 * @param plan the customer's; empty for none
 * @param tools whether the model may use tools
 * @param images whether there are pictures to look at
 */
public record Asked(
        long characters, long tokens, int outputTokens, String plan, boolean tools, boolean images, ServiceTier tier) {
    /** The most that a model may use for it. */
    public Usage worst() {
        return Usage.of(tokens, outputTokens);
    }
}
