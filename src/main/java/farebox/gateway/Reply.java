package farebox.gateway;

import farebox.cost.Usage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What came of one call of a model. */
public sealed interface Reply {
    /** @param usage empty when the model did not say what it used */
    record Answered(List<Content> content, String stopReason, Optional<Usage> usage) implements Reply {
        public Answered {
            content = List.copyOf(content);
        }
    }

    /**
     * @param mayBeBilled whether the model may have worked all the same, so that AWS counts its tokens
     * @param why for operators; it may name models
     */
    record Failed(Failure failure, boolean mayBeBilled, String why) implements Reply {}

    /** How a model fails, as far as the gateway cares. */
    enum Failure {
        /** It refused the request itself; so would every other. */
        INVALID,
        ERROR,
        /** Throttled, down, or not open to us. */
        UNAVAILABLE,
        TIMEOUT;

        /** As the wire names it: model_error, model_unavailable, model_timeout. */
        String code() {
            return "model_" + (this == INVALID ? ERROR : this).name().toLowerCase(Locale.ROOT);
        }

        boolean anotherModelMayAnswer() {
            return this != INVALID;
        }
    }
}
