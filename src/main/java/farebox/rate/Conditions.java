package farebox.rate;

import farebox.cost.ServiceTier;
import farebox.money.Plan;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which calls a rule takes: those that meet all that is set; what is empty or false leaves every call in.
 *
 * @param plan of the customer
 * @param charactersBelow of the messages
 * @param tokensBelow in, about
 * @param outputBelow the output limit, in tokens
 * @param tools only calls that bring tools
 * @param images only calls that bring pictures
 */
public record Conditions(
        Optional<String> plan,
        OptionalInt charactersBelow,
        OptionalInt tokensBelow,
        OptionalInt outputBelow,
        boolean tools,
        boolean images,
        Optional<ServiceTier> tier) {
    public static final Conditions NONE = new Conditions(
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            false,
            false,
            Optional.empty());

    /** Each way not to meet conditions: how to find it, and the words for what is set. */
    public enum Unmet {
        PLAN(
                (set, asked) -> set.plan.isPresent() && !set.plan.get().equals(asked.plan()),
                set -> set.plan.map("on plan "::concat)),
        CHARACTERS(
                (set, asked) -> exceeds(asked.characters(), set.charactersBelow),
                set -> words("under %,d characters", set.charactersBelow)),
        TOKENS(
                (set, asked) -> exceeds(asked.tokens(), set.tokensBelow),
                set -> words("under %,d tokens", set.tokensBelow)),
        OUTPUT(
                (set, asked) -> exceeds(asked.outputTokens(), set.outputBelow),
                set -> words("with an output limit under %,d tokens", set.outputBelow)),
        TOOLS((set, asked) -> set.tools && !asked.tools(), set -> words("with tools", set.tools)),
        IMAGES((set, asked) -> set.images && !asked.images(), set -> words("with pictures", set.images)),
        TIER(
                (set, asked) -> set.tier.isPresent() && set.tier.get() != asked.tier(),
                set -> set.tier.map(tier -> "of service tier " + tier.word()));

        private static final List<Unmet> ALL = List.of(values());

        private final BiPredicate<Conditions, Asked> found;
        private final Function<Conditions, Optional<String>> words;

        Unmet(BiPredicate<Conditions, Asked> found, Function<Conditions, Optional<String>> words) {
            this.found = found;
            this.words = words;
        }

        /** What would have been needed, such as "on plan free". */
        public String needed(Conditions set) {
            return words.apply(set).orElseThrow();
        }

        private static boolean exceeds(long size, OptionalInt below) {
            return below.isPresent() && size >= below.getAsInt();
        }

        private static Optional<String> words(String words, OptionalInt below) {
            if (below.isEmpty()) return Optional.empty();
            return Optional.of(String.format(Locale.ROOT, words, below.getAsInt()));
        }

        private static Optional<String> words(String words, boolean set) {
            return set ? Optional.of(words) : Optional.empty();
        }
    }

    /** The first that a call does not meet; empty when the call meets all. */
    public Optional<Unmet> unmet(Asked asked) {
        for (var way : Unmet.ALL) if (way.found.test(this, asked)) return Optional.of(way);
        return Optional.empty();
    }

    /** What people read: "on plan free, under 500 characters", or "all calls". */
    public String words() {
        var set = Unmet.ALL.stream().flatMap(way -> way.words.apply(this).stream());
        return equals(NONE) ? "all calls" : set.collect(Collectors.joining(", "));
    }

    /** The first thing that is wrong, as a sentence. */
    Optional<String> fault() {
        if (plan.filter(name -> !Plan.isPlan(name)).isPresent())
            return Optional.of("A plan is called by 1 to 40 small letters, digits and hyphens, such as \"free\".");
        var bounds = Stream.of(charactersBelow, tokensBelow, outputBelow).flatMapToInt(OptionalInt::stream);
        return bounds.allMatch(bound -> bound >= 1)
                ? Optional.empty()
                : Optional.of("A rule's bound is at least 1: it takes what is below.");
    }
}
