package farebox.money;

import java.util.regex.Pattern;

/** The app's own word for what a customer is on, by which rules may go. */
public final class Plan {
    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private Plan() {}

    /** Whether this can be one: small letters, digits and hyphens. */
    public static boolean isPlan(String text) {
        return WORD.matcher(text).matches();
    }
}
