package farebox.admin;

import farebox.cost.ModelPrice;
import farebox.cost.Rates;
import farebox.money.Usd;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/** What a model asks per million tokens, as it is typed in; an empty field is a price that the model does not list. */
record PriceForm(
        @RestForm String input,
        @RestForm String output,
        @RestForm String cacheRead,
        @RestForm String cacheWrite5m,
        @RestForm String cacheWrite1h) {
    static PriceForm of(Optional<ModelPrice> price) {
        return price.map(ModelPrice::rates)
                .map(rates -> new PriceForm(
                        rates.input().toString(),
                        rates.output().toString(),
                        text(rates.cacheRead()),
                        text(rates.cacheWrite5m()),
                        text(rates.cacheWrite1h())))
                .orElse(new PriceForm("", "", "", "", ""));
    }

    Rates rates() {
        return new Rates(
                Typed.usd("The input price", input),
                Typed.usd("The output price", output),
                Typed.optional(cacheRead).map(typed -> Typed.usd("The price of cache reads", typed)),
                Typed.optional(cacheWrite5m).map(typed -> Typed.usd("The price of 5-minute cache writes", typed)),
                Typed.optional(cacheWrite1h).map(typed -> Typed.usd("The price of 1-hour cache writes", typed)));
    }

    private static String text(Optional<Usd> rate) {
        return rate.map(Usd::toString).orElse("");
    }
}
