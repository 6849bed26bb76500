package farebox.money;

/** A number of credits, zero or more. Credits are whole: a task never costs half a credit. */
public record Credits(long amount) implements Comparable<Credits> {
    public static final Credits NONE = new Credits(0);

    public Credits {
        if (amount < 0) throw new IllegalArgumentException("credits cannot be negative: " + amount);
    }

    public static Credits of(long amount) {
        return new Credits(amount);
    }

    public Credits plus(Credits other) {
        return of(Math.addExact(amount, other.amount));
    }

    /** What is left after taking the other away; refuses to go below zero. */
    public Credits minus(Credits other) {
        return of(Math.subtractExact(amount, other.amount));
    }

    public Credits times(long count) {
        return of(Math.multiplyExact(amount, count));
    }

    /** These credits x part / whole, rounded down, in 128 bits; none where the whole is nothing. */
    public Credits portion(Usd part, Usd whole) {
        if (whole.isZero()) return NONE;
        return of(Usd.ofNanos(amount).portion(part.nanos(), whole.nanos()).nanos());
    }

    public boolean covers(Credits asked) {
        return amount >= asked.amount;
    }

    public boolean isNone() {
        return amount == 0;
    }

    public static Credits least(Credits one, Credits other) {
        return one.amount <= other.amount ? one : other;
    }

    @Override
    public int compareTo(Credits other) {
        return Long.compare(amount, other.amount);
    }

    @Override
    public String toString() {
        return Long.toString(amount);
    }
}
