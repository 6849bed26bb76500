package farebox.sandbox.stripe;

/** What Stripe keeps of a payment: 2.9 % and 30 cents, the share rounded half up to whole cents. */
final class Fees {
    private Fees() {}

    static long of(long cents) {
        return Math.addExact(Math.multiplyExact(cents, 29), 500) / 1000 + 30;
    }
}
