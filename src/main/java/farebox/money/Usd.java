package farebox.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** An amount of US dollars in whole nano-dollars (1e-9 USD); below zero where a margin or a correction is. */
public record Usd(long nanos) implements Comparable<Usd> {
    public static final Usd ZERO = new Usd(0);
    private static final long NANOS_PER_CENT = 10_000_000;

    public static Usd ofNanos(long nanos) {
        return new Usd(nanos);
    }

    public static Usd ofCents(long cents) {
        return new Usd(Math.multiplyExact(cents, NANOS_PER_CENT));
    }

    /** Reads a decimal number of dollars such as "0.035"; refuses more than nine decimals. */
    public static Usd parse(String dollars) {
        return new Usd(new BigDecimal(dollars).movePointRight(9).longValueExact());
    }

    public Usd plus(Usd other) {
        return new Usd(Math.addExact(nanos, other.nanos));
    }

    public Usd minus(Usd other) {
        return new Usd(Math.subtractExact(nanos, other.nanos));
    }

    /** This amount x part / whole, rounded down to the nano-dollar, in 128 bits; refuses a whole that is not positive. */
    public Usd portion(long part, long whole) {
        if (whole <= 0 || part < 0 || part > whole)
            throw new IllegalArgumentException("not a portion: " + part + " of " + whole);
        return new Usd(product(nanos, part).divide(BigInteger.valueOf(whole)).longValueExact());
    }

    private static BigInteger product(long one, long other) {
        return BigInteger.valueOf(one).multiply(BigInteger.valueOf(other));
    }

    public static Usd least(Usd one, Usd other) {
        return one.nanos <= other.nanos ? one : other;
    }

    public boolean isZero() {
        return nanos == 0;
    }

    public boolean isNegative() {
        return nanos < 0;
    }

    public BigDecimal dollars() {
        return BigDecimal.valueOf(nanos, 9);
    }

    /** Whole cents, rounded half up: for reading, never for reckoning. */
    public long cents() {
        return dollars().setScale(2, RoundingMode.HALF_UP).movePointRight(2).longValueExact();
    }

    @Override
    public int compareTo(Usd other) {
        return Long.compare(nanos, other.nanos);
    }

    /** Plain dollars without trailing zeros, at least two decimals: "39.00", "0.000875". */
    @Override
    public String toString() {
        var plain = dollars().stripTrailingZeros();
        return (plain.scale() < 2 ? plain.setScale(2) : plain).toPlainString();
    }
}
