package farebox.wallet;

import farebox.money.Usd;

/** What one call of one model cost; its number counts from 1 inside the hold. */
public record AttemptCost(int attempt, int model, Usd cost) {
    public AttemptCost {
        if (cost.isNegative()) throw new IllegalArgumentException("an attempt costs nothing or more: " + cost);
    }
}
