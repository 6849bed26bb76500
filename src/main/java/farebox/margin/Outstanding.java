package farebox.margin;

import farebox.money.Credits;
import farebox.money.Usd;

/**
 * What is owed to customers: credits that they may still spend.
 *
 * @param deferred what was paid for them and is not earned yet
 */
public record Outstanding(Credits credits, Usd deferred) {}
