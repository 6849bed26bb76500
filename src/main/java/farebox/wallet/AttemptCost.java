package farebox.wallet;

import farebox.money.Usd;

/**
 * What one call of one model cost.
 *
 * @param attempt its number inside the hold, from 1
 * @param announced the estimate made before the call; it is what a sweep books, and what a late cost is held against
 */
public record AttemptCost(int attempt, int model, Usd cost, Usd announced) {
    public AttemptCost {
        if (cost.isNegative() || announced.isNegative())
            throw new IllegalArgumentException("an attempt costs nothing or more: " + cost + ", " + announced);
    }
}
