package farebox.money;

import java.util.Optional;

/** The number that a customer has inside Farebox; it leads every key of the ledger. Zero is the house itself. */
public record CustomerNo(long value) implements Comparable<CustomerNo> {
    public static final CustomerNo HOUSE = new CustomerNo(0);

    public CustomerNo {
        if (!isOne(value)) throw new IllegalArgumentException("not a customer number: " + value);
    }

    /** The number that somebody has typed; empty where it cannot be one. */
    public static Optional<CustomerNo> of(long typed) {
        return isOne(typed) ? Optional.of(new CustomerNo(typed)) : Optional.empty();
    }

    private static boolean isOne(long value) {
        return value >= 0 && value < 1L << 40;
    }

    @Override
    public int compareTo(CustomerNo other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
