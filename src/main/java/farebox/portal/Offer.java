package farebox.portal;

import static java.util.Comparator.comparing;

import farebox.money.Credits;
import farebox.pack.Pack;
import farebox.rate.Price;
import farebox.rate.RateCard;
import farebox.rate.RateLine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/** A pack as a customer weighs it: what a credit costs in it, and what it buys by the rate card in force. */
record Offer(Pack pack, RateCard card) {
    private static final int EXAMPLES_MAX = 3;

    /** "7.8" */
    public String centsPerCredit() {
        return BigDecimal.valueOf(pack.priceCents())
                .divide(BigDecimal.valueOf(pack.credits().amount()), 2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** "500 simple, 100 standard or 25 premium answers"; empty when the pack is too small for any. */
    public String buys() {
        var examples = card.lines().stream()
                .flatMap(line -> Example.of(line).stream())
                .filter(example -> pack.credits().covers(example.credits))
                .sorted(comparing(Example::credits))
                .limit(EXAMPLES_MAX)
                .map(this::answers)
                .toList();
        if (examples.isEmpty()) return "";
        var last = examples.getLast();
        var others = String.join(", ", examples.subList(0, examples.size() - 1));
        return (others.isEmpty() ? last : others + " or " + last) + " answers";
    }

    private String answers(Example example) {
        var count = pack.credits().amount() / example.credits.amount();
        return String.format(Locale.ROOT, "%,d %s", count, example.task.toLowerCase(Locale.ROOT));
    }

    /** A task class of which the price of an answer is known beforehand. */
    private record Example(String task, Credits credits) {
        static Optional<Example> of(RateLine line) {
            return line.price() instanceof Price.Fixed(var credits)
                    ? Optional.of(new Example(line.task().name(), credits))
                    : Optional.empty();
        }
    }
}
