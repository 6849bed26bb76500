package farebox.admin;

import farebox.admin.Typed.Mistyped;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * What the accounts are added up for: a month, a year, or all time. Months begin at midnight in UTC.
 *
 * @param months from the first one on: 1, 12, or more than there will be
 */
record BooksPeriod(YearMonth first, int months) {
    static final BooksPeriod ALL = new BooksPeriod(YearMonth.of(1970, 1), 12 * 8_000);

    private static final String ALL_TIME = "all";
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

    /** A month such as "2026-11", a year such as "2026", or "all"; the running month where nothing was typed. */
    static BooksPeriod typed(String text, Clock clock) {
        var running = YearMonth.now(clock);
        var period = Typed.optional(text).map(BooksPeriod::read).orElse(new BooksPeriod(running, 1));
        if (period.first.isAfter(running)) throw new Mistyped(period.text() + " has not begun yet.");
        return period;
    }

    private static BooksPeriod read(String text) {
        if (text.equals(ALL_TIME)) return ALL;
        var year = text.length() == 4;
        var first = Typed.month("A month is written as 2026-12, and a year as 2026.", year ? text + "-01" : text);
        return new BooksPeriod(first, year ? 12 : 1);
    }

    /** As it is typed. */
    public String word() {
        return isAll() ? ALL_TIME : months == 1 ? first.toString() : year();
    }

    public String text() {
        return isAll() ? "All time" : months == 1 ? MONTH.format(first) : year();
    }

    /** The year of it, or of its month. */
    public String year() {
        return Integer.toString(first.getYear());
    }

    public boolean isAll() {
        return this.equals(ALL);
    }

    public BooksPeriod earlier() {
        return new BooksPeriod(first.minusMonths(months), months);
    }

    /** The one that comes next, unless it has not begun yet. */
    public Optional<BooksPeriod> later(YearMonth running) {
        return Optional.of(new BooksPeriod(first.plusMonths(months), months))
                .filter(next -> !next.first.isAfter(running));
    }

    Instant from() {
        return midnight(first);
    }

    /** The midnight with which it ends. */
    Instant to() {
        return midnight(first.plusMonths(months));
    }

    private static Instant midnight(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
