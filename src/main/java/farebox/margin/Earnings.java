package farebox.margin;

import farebox.money.Credits;
import farebox.money.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What some invocations earned and cost.
 *
 * @param calls those that were served
 * @param failures those that were not, and charged nothing
 * @param paid credits burned that somebody had paid for
 * @param promotional credits burned that had been given away
 * @param cost of what was paid for, and of every failure
 * @param promotionalCost of what was given away; an answer paid in part counts in both, by credits
 */
public record Earnings(
        long calls, long failures, Credits paid, Credits promotional, Usd revenue, Usd cost, Usd promotionalCost) {
    public static final Earnings NONE = new Earnings(0, 0, Credits.NONE, Credits.NONE, Usd.ZERO, Usd.ZERO, Usd.ZERO);

    public Earnings plus(Earnings other) {
        return new Earnings(
                calls + other.calls,
                failures + other.failures,
                paid.plus(other.paid),
                promotional.plus(other.promotional),
                revenue.plus(other.revenue),
                cost.plus(other.cost),
                promotionalCost.plus(other.promotionalCost));
    }

    /** The gross margin on what was paid for. */
    public Usd gross() {
        return revenue.minus(cost);
    }

    /** The gross margin as a part of the revenue; empty where nothing was earned. */
    public Optional<BigDecimal> percent() {
        return percent(revenue, cost);
    }

    /** The part of a served call's cost that its paid credits bear; the rest, rounded down, is promotional. */
    public static Usd paidCost(Usd cost, Credits charged, Credits paid) {
        if (charged.isNone()) return cost;
        return cost.minus(cost.portion(charged.minus(paid).amount(), charged.amount()));
    }

    /** Every credit burned. */
    public Credits credits() {
        return paid.plus(promotional);
    }

    /** What each paid credit brought in; empty where none was burned. */
    public Optional<Usd> perCredit() {
        if (paid.isNone()) return Optional.empty();
        return Optional.of(Usd.ofNanos(Math.floorDiv(revenue.nanos(), paid.amount())));
    }

    /** The part of a worth that a cost leaves, in percent, rounded down; empty for a worth of nothing. */
    public static Optional<BigDecimal> percent(Usd worth, Usd cost) {
        if (worth.isZero()) return Optional.empty();
        var gross = worth.minus(cost).dollars().movePointRight(2);
        return Optional.of(gross.divide(worth.dollars(), 1, RoundingMode.FLOOR));
    }
}
