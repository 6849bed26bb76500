package farebox.margin;

import farebox.money.Credits;
import farebox.money.Usd;

/**
 * What apps captured for work that they did themselves. What it cost them is not known here, so it has no margin.
 *
 * @param captures holds of which something was kept
 * @param paid credits burned that somebody had paid for
 * @param promotional credits burned that had been given away
 */
public record AppWork(long captures, Credits paid, Credits promotional, Usd revenue) {
    public static final AppWork NONE = new AppWork(0, Credits.NONE, Credits.NONE, Usd.ZERO);

    public AppWork plus(AppWork other) {
        return new AppWork(
                captures + other.captures,
                paid.plus(other.paid),
                promotional.plus(other.promotional),
                revenue.plus(other.revenue));
    }
}
