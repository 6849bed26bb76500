package farebox.admin;

import farebox.money.Credits;
import farebox.rate.Price;
import farebox.web.Formats;
import io.quarkus.qute.TemplateExtension;

/** How a price reads to operators: a number, and what it is the number of. */
@TemplateExtension
final class PriceWords {
    private PriceWords() {}

    static String number(Price price) {
        return switch (price) {
            case Price.Fixed(var credits) -> Formats.grouped(credits);
            case Price.PerUnit(var credits) -> Formats.grouped(credits);
            case Price.PerToken(var input, var output) -> Formats.grouped(input) + " and " + Formats.grouped(output);
            case Price.Markup(var percent, var credit) -> Formats.grouped(percent) + " %";
        };
    }

    static String label(Price price) {
        return switch (price) {
            case Price.Fixed(var credits) -> counted(credits);
            case Price.PerUnit(var credits) -> counted(credits) + " a unit";
            case Price.PerToken perToken -> "credits for a million tokens in and out";
            case Price.Markup(var percent, var credit) -> "of the cost, at " + Formats.exact(credit) + " a credit";
        };
    }

    private static String counted(Credits credits) {
        return credits.amount() == 1 ? "credit" : "credits";
    }

    /** "8 instead of 7 credits", or both in full where they are of different kinds. */
    static String change(Price before, Price after) {
        var alike = label(before).equals(label(after));
        var first = alike ? number(after) : number(after) + " " + label(after);
        return first + " instead of " + number(before) + " " + label(before);
    }
}
