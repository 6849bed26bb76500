package farebox.cost;

import farebox.money.Usd;
import java.time.Instant;

/** The rates of a model from a moment on, until a later price takes over. */
public record ModelPrice(int no, int model, Instant effectiveAt, Rates rates) {
    /** What a call cost; refuses with {@link Rates.UnknownRate} rather than take tokens without a price for free. */
    public Usd costOf(Usage usage) {
        return rates.costOf(usage);
    }
}
