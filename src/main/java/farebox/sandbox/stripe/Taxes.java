package farebox.sandbox.stripe;

/**
 * What tax is added where automatic tax is asked for: 10 % of each line, rounded half up to whole cents, wherever the buyer is.
 * So no address is asked for, whatever a session says of that.
 */
final class Taxes {
    private Taxes() {}

    static long of(long cents) {
        return Math.addExact(cents, 5) / 10;
    }
}
