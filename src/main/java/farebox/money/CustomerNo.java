package farebox.money;

/** The number that a customer has inside Farebox; it leads every key of the ledger. Zero is the house itself. */
public record CustomerNo(long value) implements Comparable<CustomerNo> {
    public static final CustomerNo HOUSE = new CustomerNo(0);

    public CustomerNo {
        if (value < 0 || value >= 1L << 40) throw new IllegalArgumentException("not a customer number: " + value);
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
