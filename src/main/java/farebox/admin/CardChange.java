package farebox.admin;

import farebox.rate.RateCard;
import farebox.rate.RateLine;
import farebox.web.Formats;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A version of the rate card with what it changed of the version before. */
record CardChange(RateCard card, List<String> changes) {
    static CardChange of(RateCard card, Optional<RateCard> before) {
        if (before.isEmpty()) return new CardChange(card, List.of("The first card"));
        var changes = new ArrayList<String>();
        for (var line : card.lines()) {
            var old = before.get().line(line.task().slug());
            if (old.isEmpty()) changes.add("began " + line.task().slug());
            old.ifPresent(was -> changes.addAll(sentences(was, line)));
        }
        before.get().lines().stream()
                .map(line -> line.task().slug())
                .filter(slug -> card.line(slug).isEmpty())
                .forEach(slug -> changes.add("retired " + slug));
        return new CardChange(card, changes);
    }

    /** What differs between two lines of one task class; empty when nothing does. */
    static List<String> sentences(RateLine before, RateLine after) {
        var slug = after.task().slug();
        var changes = new ArrayList<String>();
        if (!before.price().equals(after.price()))
            changes.add(slug + " costs " + PriceWords.change(before.price(), after.price()));
        if (before.inputTokensMax() != after.inputTokensMax())
            changes.add(slug + " takes " + from(before.inputTokensMax(), after.inputTokensMax()) + " tokens");
        if (before.outputTokensMax() != after.outputTokensMax())
            changes.add(slug + " answers with " + from(before.outputTokensMax(), after.outputTokensMax()) + " tokens");
        if (!before.rules().equals(after.rules()))
            changes.add(slug + " is served by " + route(after) + " instead of " + route(before));
        return changes;
    }

    private static String from(long before, long after) {
        return Formats.grouped(after) + " instead of " + Formats.grouped(before);
    }

    private static String route(RateLine line) {
        return line.rules().stream().map(RouteWords::sentence).collect(Collectors.joining("; "));
    }
}
