package farebox.margin;

import farebox.money.Usd;
import java.time.LocalDate;

/** What one day (in UTC) earned, by calls and by what apps captured for work of their own. */
public record DayMargin(LocalDate day, Earnings earnings, AppWork ofApps) {
    public Usd revenue() {
        return earnings.revenue().plus(ofApps.revenue());
    }
}
