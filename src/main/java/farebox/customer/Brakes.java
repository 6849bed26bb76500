package farebox.customer;

import farebox.money.Credits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What holds a key back; empty for what does not.
 *
 * @param requestsPerMinute on each instance
 * @param dailyCap credits held and spent on one day, in UTC
 * @param totalCap credits held and spent ever
 */
public record Brakes(Optional<Integer> requestsPerMinute, Optional<Credits> dailyCap, Optional<Credits> totalCap) {
    public static final Brakes NONE = new Brakes(Optional.empty(), Optional.empty(), Optional.empty());

    static Brakes read(ResultSet row) throws SQLException {
        return new Brakes(
                Optional.ofNullable(row.getObject("requests_per_minute", Integer.class)),
                credits(row, "daily_cap"),
                credits(row, "total_cap"));
    }

    static Optional<Credits> credits(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Long.class)).map(Credits::of);
    }
}
