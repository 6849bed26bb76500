package farebox.rate;

import farebox.cost.Model;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a rate card says of one task class: its price, its limits and the models that serve it.
 *
 * @param route the first choice, then its fallbacks
 */
public record RateLine(TaskClass task, Price price, int inputTokensMax, int outputTokensMax, List<Model> route) {
    public static final int ROUTE_MAX = 4;

    public RateLine {
        route = List.copyOf(route);
    }

    /** The first thing that is wrong, as a sentence. */
    Optional<String> fault() {
        var mispriced = price.fault();
        if (mispriced.isPresent()) return mispriced;
        if (inputTokensMax < 1 || outputTokensMax < 1)
            return Optional.of("A task needs an input and an output limit of at least 1 token.");
        if (route.isEmpty() || route.size() > ROUTE_MAX) return Optional.of("A route names 1 to 4 models.");
        if (new HashSet<>(route).size() < route.size()) return Optional.of("A route names a model once.");
        return route.stream()
                .filter(model -> model.contextTokens() < (long) inputTokensMax + outputTokensMax)
                .findFirst()
                .map(model -> "%s holds %,d tokens; input and output limit together are more."
                        .formatted(model.name(), model.contextTokens()));
    }
}
