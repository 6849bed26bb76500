package farebox.web;

/** The header by which a caller says that two requests are one. */
public final class IdempotencyKey {
    public static final String HEADER = "Idempotency-Key";
    public static final String REPLAYED = "Idempotent-Replayed";
    private static final int LENGTH_MAX = 255;

    private IdempotencyKey() {}

    /** The key that was sent, which must be there. */
    public static String required(String key) {
        return checked(Input.required(HEADER, key));
    }

    /** The key, checked. */
    public static String checked(String key) {
        var text = Input.text(HEADER, key, LENGTH_MAX);
        Input.check(!text.isEmpty(), HEADER, HEADER + " is empty.");
        return text;
    }

    /** The key came before, with another request. */
    public static Problem reused() {
        return Problem.of(
                422, "idempotency_key_reused", "The key belongs to another request", "Send a new " + HEADER + ".");
    }
}
