package farebox.admin;

import farebox.money.Usd;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what people type into a form; a text that does not fit ends in {@link Mistyped}, a sentence for them. */
final class Typed {
    private static final Pattern WHOLE = Pattern.compile("\\d{1,12}");
    private static final Pattern DOLLARS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
    private static final Pattern DOLLARS_AND_CENTS = Pattern.compile("\\d{1,9}(\\.\\d{1,2})?");

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

    /** A whole number, with or without separators: "2,000". */
    static long whole(String what, String typed) {
        var digits = plain(typed).replaceAll("[,_ ]", "");
        if (!WHOLE.matcher(digits).matches()) throw new Mistyped(what + " must be a whole number.");
        return Long.parseLong(digits);
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

    private static Usd dollars(String what, String typed, Pattern pattern, String wanted) {
        var number = plain(typed).replaceAll("[$, ]", "");
        if (!pattern.matcher(number).matches()) throw new Mistyped(what + " must be " + wanted + ".");
        return Usd.parse(number);
    }

    private static String plain(String typed) {
        return typed == null ? "" : typed.strip();
    }
}
