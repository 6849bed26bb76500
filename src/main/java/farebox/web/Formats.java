package farebox.web;

import farebox.money.Credits;
import farebox.money.Usd;
import io.quarkus.qute.TemplateExtension;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How numbers, money and times read on a page. */
@TemplateExtension
public final class Formats {
    private static final DateTimeFormatter DAY = utc("d MMM uuuu");
    private static final DateTimeFormatter MINUTE = utc("d MMM uuuu, HH:mm");
    private static final DateTimeFormatter SECOND = utc("d MMM uuuu, HH:mm:ss");

    private static final BigDecimal CENT = new BigDecimal("0.01");

    private Formats() {}

    /** "12,345" */
    public static String grouped(Credits credits) {
        return grouped(credits.amount());
    }

    /** "12,345" */
    public static String grouped(long number) {
        return pattern("#,##0").format(number);
    }

    /** "12,345" */
    public static String grouped(BigInteger number) {
        return pattern("#,##0").format(number);
    }

    /** "12,345" */
    public static String grouped(int number) {
        return grouped((long) number);
    }

    /** To the cent: "$1,234.50"; for totals. */
    public static String rounded(Usd usd) {
        return signed(usd.dollars().setScale(2, RoundingMode.HALF_UP), "#,##0.00");
    }

    /** To the nano-dollar, from two decimals on: "$0.000875"; for the cost of one call. */
    public static String exact(Usd usd) {
        return exact(usd.dollars());
    }

    /** The same of a sum of dollars that may be more than one amount can be. */
    public static String exact(BigDecimal dollars) {
        return signed(dollars, "#,##0.00#######");
    }

    /** To four decimals, and below a cent to two digits that count: "$0.0569", "$0.000092"; for prices to compare. */
    public static String brief(Usd usd) {
        var digits = new MathContext(2, RoundingMode.HALF_UP);
        var small = usd.dollars().abs().compareTo(CENT) < 0;
        var shown = small ? usd.dollars().round(digits) : usd.dollars().setScale(4, RoundingMode.HALF_UP);
        return signed(shown, "#,##0.00#######");
    }

    /** Cents as dollars: "$39.00". */
    public static String dollars(long cents) {
        return rounded(Usd.ofCents(cents));
    }

    /** "93.1 %" */
    public static String percent(BigDecimal percent) {
        return pattern("#,##0.0").format(percent) + " %";
    }

    /** A text as the value of a parameter in an address. */
    public static String inAddress(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public static String day(Instant time) {
        return DAY.format(time);
    }

    public static String minute(Instant time) {
        return MINUTE.format(time);
    }

    public static String second(Instant time) {
        return SECOND.format(time);
    }

    private static String signed(BigDecimal dollars, String pattern) {
        var number = pattern(pattern).format(dollars);
        return number.startsWith("−") ? "−$" + number.substring(1) : "$" + number;
    }

    // A DecimalFormat is not for sharing between threads, so each use has its own.
    private static DecimalFormat pattern(String pattern) {
        var symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        symbols.setMinusSign('−');
        var format = new DecimalFormat(pattern, symbols);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format;
    }

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
}
