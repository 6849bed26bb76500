package farebox.customer;

import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Plan;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Somebody whom an app sells to, and who pays.
 *
 * @param id the app's own name for the customer
 * @param name empty when the app did not tell it
 * @param email empty when the app did not tell it
 * @param plan on which the app has the customer, by the app's own word; empty for none. Routes may go by it
 * @param dailyCap the most credits that may be held and spent on one day, in UTC
 */
public record Customer(
        CustomerNo no,
        int app,
        String id,
        String name,
        String email,
        Instant createdAt,
        Map<String, String> metadata,
        String plan,
        Optional<Credits> dailyCap) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:@-]{1,64}");

    public static boolean isId(String text) {
        return text != null && ID.matcher(text).matches();
    }

    /** Whether a customer can be on it: a plan, or nothing for none. */
    public static boolean isPlanOrNone(String text) {
        return text.isEmpty() || Plan.isPlan(text);
    }

    /** What to call the customer on a page. */
    public String title() {
        return name.isEmpty() ? id : name;
    }
}
