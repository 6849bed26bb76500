package farebox.gateway;

import farebox.rate.Routing;
import farebox.rate.Routing.PassedOver;
import farebox.rate.Routing.Verdict;
import farebox.web.Problem;
import java.util.Optional;

/** Why no model can be asked what a request asks for; nothing has been held. */
final class Unroutable {
    private Unroutable() {}

    static Problem problem(Routing routing, Breakers breakers) {
        return switch (routing.obstacle()) {
            case TOO_SMALL ->
                Problem.of(
                                400,
                                "input_too_large",
                                "The input is too large",
                                "No model that serves such a call holds so many tokens.")
                        .with("param", "messages");
            case NO_TOOLS -> Problem.unsupported("tools", "No model that serves such a call takes tools.");
            case NO_IMAGES -> Problem.unsupported("messages", "No model that serves such a call takes pictures.");
            case NO_DOCUMENTS -> Problem.unsupported("messages", "No model that serves such a call takes documents.");
            case NO_TIER ->
                Problem.unsupported(
                        "service_tier", "No model that serves such a call has a price for this service tier.");
            case NO_CACHE ->
                Problem.unsupported(
                        "cache_point",
                        "No model that serves such a call has a price for keeping it in a cache so long.");
            case UNPRICED ->
                Problem.of(
                                503,
                                "price_unknown",
                                "A price is missing",
                                "A model of this task class has no price, so that its cost could not be known.")
                        .withoutRetry();
            case RESTING ->
                Problem.of(
                                503,
                                "model_unavailable",
                                "No model is available",
                                "All have failed several times in a row, and rest. Nothing was charged.")
                        .with("charged", 0)
                        .retryAfter(secondsOfRest(routing, breakers));
        };
    }

    private static int secondsOfRest(Routing routing, Breakers breakers) {
        var rest = breakers.rest(routing.verdicts().stream()
                .filter(verdict -> verdict.passedOver().equals(Optional.of(PassedOver.RESTING)))
                .map(Verdict::model)
                .toList());
        return Math.max(1, Math.ceilDivExact((int) rest.toMillis(), 1_000));
    }
}
