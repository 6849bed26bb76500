package farebox.admin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;

/** A stretch of whole days (in UTC) that ends with today. */
enum Period {
    DAY(1, "Today"),
    WEEK(7, "7 days"),
    MONTH(30, "30 days"),
    QUARTER(90, "90 days");

    private final int days;
    private final String text;

    Period(int days, String text) {
        this.days = days;
        this.text = text;
    }

    /** The period of so many days; a month for any other number. */
    static Period of(int days) {
        return Arrays.stream(values())
                .filter(period -> period.days == days)
                .findFirst()
                .orElse(MONTH);
    }

    public int days() {
        return days;
    }

    public String text() {
        return text;
    }

    /** The midnight with which it begins. */
    Instant from(Instant now) {
        return midnight(now, 1 - days);
    }

    /** The midnight with which it ends. */
    Instant to(Instant now) {
        return midnight(now, 1);
    }

    static Instant midnight(Instant now, int daysLater) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC)
                .plusDays(daysLater)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }
}
