package farebox.sandbox.stripe;

import java.security.SecureRandom;

/** Ids in Stripe's manner: a prefix that tells the kind, then what nobody can guess. */
final class Ids {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    static String next(String prefix) {
        var id = new StringBuilder(prefix);
        RANDOM.ints(24, 0, ALPHABET.length()).mapToObj(ALPHABET::charAt).forEach(id::append);
        return id.toString();
    }
}
