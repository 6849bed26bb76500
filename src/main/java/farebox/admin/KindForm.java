package farebox.admin;

import farebox.admin.Typed.Mistyped;
import farebox.money.Credits;
import farebox.rate.Price;
import org.jboss.resteasy.reactive.RestForm;

/**
 * The price of a task class as it is typed in: by which rule, and the numbers of that rule.
 *
 * @param kind "fixed", "unit", or one of the two ways to meter: "tokens", "cost"
 * @param credits for a call or a unit
 * @param inputCredits for a million tokens
 * @param outputCredits for a million tokens
 * @param markup percent of the cost
 * @param worth what a credit counts for, in dollars
 */
record KindForm(
        @RestForm String kind,
        @RestForm String credits,
        @RestForm String inputCredits,
        @RestForm String outputCredits,
        @RestForm String markup,
        @RestForm String worth) {
    static final KindForm BLANK = new KindForm("fixed", "", "", "", "", "");

    static KindForm of(Price price) {
        return switch (price) {
            case Price.Fixed(var credits) -> new KindForm("fixed", credits.toString(), "", "", "", "");
            case Price.PerUnit(var credits) -> new KindForm("unit", credits.toString(), "", "", "", "");
            case Price.PerToken(var input, var output) ->
                new KindForm("tokens", "", input.toString(), output.toString(), "", "");
            case Price.Markup(var percent, var credit) ->
                new KindForm("cost", "", "", "", Integer.toString(percent), credit.toString());
        };
    }

    public boolean is(String word) {
        return word.equals(kind);
    }

    Price price() {
        return switch (Typed.optional(kind).orElse("")) {
            case "fixed" -> new Price.Fixed(typed("Credits", credits));
            case "unit" -> new Price.PerUnit(typed("Credits", credits));
            case "tokens" ->
                new Price.PerToken(
                        typed("Credits for tokens in", inputCredits), typed("Credits for tokens out", outputCredits));
            case "cost" ->
                new Price.Markup(
                        Typed.wholeInt("The percentage", markup), Typed.usd("What a credit counts for", worth));
            default -> throw new Mistyped("A task class is priced by the call, the unit, the tokens or the cost.");
        };
    }

    private static Credits typed(String what, String typed) {
        return Credits.of(Typed.whole(what, typed));
    }
}
