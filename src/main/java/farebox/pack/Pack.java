package farebox.pack;

import farebox.money.Credits;
import java.util.Optional;

/**
 * A number of credits at a price, on sale or retired.
 *
 * @param expiresAfterDays how long its credits last once bought; for ever where it is empty
 */
public record Pack(
        int no, String name, Credits credits, long priceCents, Optional<Integer> expiresAfterDays, boolean onSale) {}
