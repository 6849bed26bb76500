package farebox.admin;

import farebox.money.Usd;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what people type into a form; a text that does not fit ends in {@link Mistyped}, a sentence for them. */
final class Typed {
    // A comma separates thousands and nothing else: elsewhere "39,00" means what "39.00" means here.
    private static final Pattern WHOLE = Pattern.compile("\\d{1,12}|\\d{1,3}(,\\d{3}){1,3}");
    private static final Pattern DOLLARS = dollars(9);
    private static final Pattern DOLLARS_AND_CENTS = dollars(2);
    // Java knows days whose years have nine digits, PostgreSQL does not.
    private static final String YEAR_AND_MONTH = "[2-9]\\d{3}-\\d{2}";
    private static final Pattern MONTH = Pattern.compile(YEAR_AND_MONTH);
    private static final Pattern DAY = Pattern.compile(YEAR_AND_MONTH + "-\\d{2}");
    private static final int REASON_LENGTH_MAX = 200;

    private Typed() {}

    /** What was typed does not fit. */
    static class Mistyped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Mistyped(String sentence) {
            super(sentence, null, false, false);
        }
    }

    static String text(String what, String typed, int lengthMax) {
        var text = plain(typed);
        if (text.isEmpty() || text.length() > lengthMax)
            throw new Mistyped(what + " needs 1 to " + lengthMax + " characters.");
        return text;
    }

    /** The page with the form once more: what was typed is still in it, and what is wrong with that stands above it. */
    static Response again(TemplateInstance page) {
        return Response.status(422).entity(page).build();
    }

    /** Why something is done; the audit log keeps it. */
    static String reason(String typed) {
        return text("The reason", typed, REASON_LENGTH_MAX);
    }

    /** A day as browsers send it: "2026-12-31". */
    static LocalDate day(String what, String typed) {
        try {
            if (DAY.matcher(plain(typed)).matches()) return LocalDate.parse(plain(typed));
        } catch (DateTimeException notInTheCalendar) {
            // Refused like all else that is no day.
        }
        throw new Mistyped(what + " must be a date such as 2026-12-31.");
    }

    /** A month as browsers send it: "2026-12". Anything else ends in this sentence. */
    static YearMonth month(String refusal, String typed) {
        try {
            if (MONTH.matcher(plain(typed)).matches()) return YearMonth.parse(plain(typed));
        } catch (DateTimeException notInTheCalendar) {
            // Refused like all else that is no month.
        }
        throw new Mistyped(refusal);
    }

    /** The moment at which a day begins, in UTC. */
    static Instant beginningOf(String what, String typed) {
        return midnight(day(what, typed));
    }

    /** The moment at which a day is over, in UTC. */
    static Instant endOf(String what, String typed) {
        return midnight(day(what, typed).plusDays(1));
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** A whole number, with or without separators: "2,000". */
    static long whole(String what, String typed) {
        var number = plain(typed);
        if (!WHOLE.matcher(number).matches()) throw new Mistyped(what + " must be a whole number such as 2,000.");
        return Long.parseLong(number.replace(",", ""));
    }

    static int wholeInt(String what, String typed) {
        var number = whole(what, typed);
        if (number > Integer.MAX_VALUE) throw new Mistyped(what + " is too large.");
        return (int) number;
    }

    /** Dollars and cents, as cents: "39", "39.00" or "$39.00". */
    static long cents(String what, String typed) {
        return dollars(what, typed, DOLLARS_AND_CENTS, "an amount of dollars such as 39.00")
                .cents();
    }

    /** Dollars to the nano-dollar: "0.035". */
    static Usd usd(String what, String typed) {
        return dollars(what, typed, DOLLARS, "an amount of dollars such as 0.035");
    }

    /** The value of a field that may be left empty. */
    static Optional<String> optional(String typed) {
        return Optional.of(plain(typed)).filter(text -> !text.isEmpty());
    }

    /** What was typed into one of several fields of a name; nothing where fewer were sent. */
    static String at(int place, List<String> typed) {
        return typed != null && place < typed.size() ? typed.get(place).strip() : "";
    }

    private static Usd dollars(String what, String typed, Pattern pattern, String wanted) {
        var number = plain(typed).replaceFirst("^\\$ ?", "");
        if (!pattern.matcher(number).matches())
            throw new Mistyped(what + " must be " + wanted + "; a comma only separates thousands.");
        return Usd.parse(number.replace(",", ""));
    }

    private static Pattern dollars(int decimalsMax) {
        return Pattern.compile("(\\d{1,9}|\\d{1,3}(,\\d{3}){1,2})(\\.\\d{1," + decimalsMax + "})?");
    }

    private static String plain(String typed) {
        return typed == null ? "" : typed.strip();
    }
}
