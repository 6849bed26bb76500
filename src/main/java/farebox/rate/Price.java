package farebox.rate;

import farebox.cost.ModelPrice;
import farebox.cost.Usage;
import farebox.money.Credits;
import farebox.money.Usd;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the work of a task class turns into credits. */
public sealed interface Price {
    Credits CREDITS_MAX = Credits.of(1_000_000);
    Credits PER_MILLION_MAX = Credits.of(1_000_000_000);
    int PERCENT_MAX = 100_000;

    /** The kinds of prices, as the wire and the schema name them. */
    enum Kind {
        FIXED,
        UNIT,
        METERED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Kind kind();

    /** The most that a call may cost, at least one credit; it is held before the call. */
    Credits most(Usage worst, int units, List<ModelPrice> route);

    /** What a call costs, by what it used; a part of a credit is the customer's. */
    Credits charge(Usage used, Usd cost, int units);

    /** The first thing that is wrong, as a sentence. */
    Optional<String> fault();

    /** The same credits for every call. */
    record Fixed(Credits credits) implements Price {
        @Override
        public Kind kind() {
            return Kind.FIXED;
        }

        @Override
        public Credits most(Usage worst, int units, List<ModelPrice> route) {
            return credits;
        }

        @Override
        public Credits charge(Usage used, Usd cost, int units) {
            return credits;
        }

        @Override
        public Optional<String> fault() {
            return Prices.within(credits, "A task costs 1 to 1,000,000 credits.");
        }
    }

    /** So many credits for each unit of the call: a page, a document, an image. */
    record PerUnit(Credits credits) implements Price {
        @Override
        public Kind kind() {
            return Kind.UNIT;
        }

        @Override
        public Credits most(Usage worst, int units, List<ModelPrice> route) {
            return credits.times(units);
        }

        @Override
        public Credits charge(Usage used, Usd cost, int units) {
            return credits.times(units);
        }

        @Override
        public Optional<String> fault() {
            return Prices.within(credits, "A unit costs 1 to 1,000,000 credits.");
        }
    }

    /** So many credits for a million tokens; cached tokens count as any other input. */
    record PerToken(Credits input, Credits output) implements Price {
        @Override
        public Kind kind() {
            return Kind.METERED;
        }

        @Override
        public Credits most(Usage worst, int units, List<ModelPrice> route) {
            return Prices.roundedUp(perMillion(worst), Prices.MILLION);
        }

        @Override
        public Credits charge(Usage used, Usd cost, int units) {
            return Prices.roundedDown(perMillion(used), Prices.MILLION);
        }

        private BigInteger perMillion(Usage usage) {
            var tokens = usage.uncached();
            return Prices.product(tokens.input(), input.amount()).add(Prices.product(tokens.output(), output.amount()));
        }

        @Override
        public Optional<String> fault() {
            var fits = PER_MILLION_MAX.covers(input) && PER_MILLION_MAX.covers(output);
            return fits && !(input.isNone() && output.isNone())
                    ? Optional.empty()
                    : Optional.of("A million tokens cost up to 1,000,000,000 credits, and not both sides nothing.");
        }
    }

    /**
     * So many percent of what the answering model's call costs.
     *
     * @param credit what a credit counts for when dollars are turned into credits
     */
    record Markup(int percent, Usd credit) implements Price {
        @Override
        public Kind kind() {
            return Kind.METERED;
        }

        @Override
        public Credits most(Usage worst, int units, List<ModelPrice> route) {
            var dearest = route.stream()
                    .map(price -> price.most(worst))
                    .max(Comparator.naturalOrder())
                    .orElse(Usd.ZERO);
            return Prices.roundedUp(marked(dearest), hundredCredits());
        }

        @Override
        public Credits charge(Usage used, Usd cost, int units) {
            return Prices.roundedDown(marked(cost), hundredCredits());
        }

        private BigInteger marked(Usd cost) {
            return Prices.product(cost.nanos(), percent);
        }

        private BigInteger hundredCredits() {
            return Prices.product(credit.nanos(), 100);
        }

        @Override
        public Optional<String> fault() {
            return percent >= 1 && percent <= PERCENT_MAX && credit.compareTo(Usd.ZERO) > 0
                    ? Optional.empty()
                    : Optional.of("A markup is 1 to 100,000 percent of the cost, and a credit counts for something.");
        }
    }
}
