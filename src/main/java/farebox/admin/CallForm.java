package farebox.admin;

import farebox.admin.Typed.Mistyped;
import farebox.cost.ServiceTier;
import farebox.cost.Usage;
import farebox.rate.Asked;
import farebox.rate.RateLine;
import farebox.web.Formats;
import jakarta.ws.rs.DefaultValue;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * A call that is only thought of.
 *
 * @param characters of its messages; empty for four a token
 * @param tokens in; empty for one for every four characters
 * @param output its output limit; empty for the task class's own
 */
record CallForm(
        @RestQuery @DefaultValue("") String task,
        @RestQuery @DefaultValue("") String characters,
        @RestQuery @DefaultValue("") String tokens,
        @RestQuery @DefaultValue("") String output,
        @RestQuery @DefaultValue("") String plan,
        @RestQuery boolean tools,
        @RestQuery boolean images,
        @RestQuery boolean documents,
        @RestQuery @DefaultValue("default") String tier) {
    private static final int CHARACTERS_PER_TOKEN = 4;

    Asked asked(RateLine line) {
        var said = Typed.optional(characters).map(typed -> Typed.whole("The characters", typed));
        var in = Typed.optional(tokens).map(typed -> Typed.whole("The tokens", typed));
        var out = Typed.optional(output).map(typed -> Typed.wholeInt("The output limit", typed));
        var asked = new Asked(
                said.orElse(in.orElse(0L) * CHARACTERS_PER_TOKEN),
                plan.strip(),
                tools,
                documents,
                Usage.of(
                                in.orElse(Math.ceilDiv(said.orElse(0L), CHARACTERS_PER_TOKEN)),
                                out.orElse(line.outputTokensMax()))
                        .served(wanted(), images ? 1 : 0));
        if (asked.tokens() > line.inputTokensMax() || asked.outputTokens() > line.outputTokensMax())
            throw new Mistyped("It would be refused: more than the limits of the task class, "
                    + Formats.grouped(line.inputTokensMax()) + " tokens in and "
                    + Formats.grouped(line.outputTokensMax()) + " out.");
        return asked;
    }

    private ServiceTier wanted() {
        return ServiceTier.of(tier)
                .orElseThrow(() -> new Mistyped("A service tier is default, flex, priority or reserved."));
    }
}
