package farebox.rate;

import farebox.money.Credits;
import java.math.BigInteger;
import java.util.Optional;

/** The arithmetic of prices, exact until the one rounding at its end. */
final class Prices {
    static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    private Prices() {}

    static BigInteger product(long one, long other) {
        return BigInteger.valueOf(one).multiply(BigInteger.valueOf(other));
    }

    /** What is charged: a part of a credit is the customer's. */
    static Credits roundedDown(BigInteger parts, BigInteger partsOfACredit) {
        return Credits.of(parts.divide(partsOfACredit).longValueExact());
    }

    /** What is held: enough for any part of a credit, and never nothing. */
    static Credits roundedUp(BigInteger parts, BigInteger partsOfACredit) {
        var whole = parts.add(partsOfACredit).subtract(BigInteger.ONE).divide(partsOfACredit);
        return Credits.of(Math.max(1, whole.longValueExact()));
    }

    static Optional<String> within(Credits credits, String otherwise) {
        var fits = !credits.isNone() && Price.CREDITS_MAX.covers(credits);
        return fits ? Optional.empty() : Optional.of(otherwise);
    }
}
