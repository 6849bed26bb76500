package farebox.rate;

import farebox.cost.Model;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Which models serve some of the calls of a task class.
 *
 * @param cheapestFirst whether the one that a call costs least on is asked first; else they are in order
 * @param models the first choice, then its fallbacks
 */
public record Rule(Conditions when, boolean cheapestFirst, List<Model> models) {
    public static final int MODELS_MAX = 4;

    public Rule {
        models = List.copyOf(models);
    }

    /** These models in order, for every call. */
    public static Rule always(List<Model> models) {
        return new Rule(Conditions.NONE, false, models);
    }

    /** The first thing that is wrong for calls of these limits, as a sentence. */
    Optional<String> fault(int inputTokensMax, int outputTokensMax) {
        if (models.isEmpty() || models.size() > MODELS_MAX) return Optional.of("A route names 1 to 4 models.");
        if (new HashSet<>(models).size() < models.size()) return Optional.of("A route names a model once.");
        return when.fault().or(() -> outgrown(inputTokensMax, outputTokensMax));
    }

    /** One that is too small for a call is passed over, so that one at least must hold the largest. */
    private Optional<String> outgrown(int inputTokensMax, int outputTokensMax) {
        var largest = Math.min((long) inputTokensMax, when.tokensBelow().orElse(Integer.MAX_VALUE) - 1L)
                + Math.min((long) outputTokensMax, when.outputBelow().orElse(Integer.MAX_VALUE) - 1L);
        var widest = models.stream().max((one, other) -> Long.compare(one.contextTokens(), other.contextTokens()));
        return widest.filter(model -> model.contextTokens() < largest)
                .map(model -> "%s holds %,d tokens; input and output limit together are more."
                        .formatted(model.name(), model.contextTokens()));
    }
}
