package farebox.margin;

import java.time.LocalDate;

/** What one day (in UTC) earned. */
public record DayMargin(LocalDate day, Earnings earnings) {}
