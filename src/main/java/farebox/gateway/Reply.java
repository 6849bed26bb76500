package farebox.gateway;

import farebox.cost.Usage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What came of one call of a model. */
public sealed interface Reply {
    /**
     * @param stopReason the model's word for it, {@code unknown} where it gives none
     * @param usage empty when the model did not say what it used
     */
    record Answered(List<Content.Said> content, String stopReason, Optional<Usage> usage) implements Reply {
        private static final Pattern WORD = Pattern.compile("\\w{1,64}");

        public Answered {
            content = List.copyOf(content);
            stopReason = WORD.matcher(stopReason).matches() ? stopReason : "unknown";
        }
    }

    /**
     * @param mayBeBilled whether the model may have worked all the same, so that AWS counts its tokens
     * @param why for operators; it may name models
     */
    record Failed(Failure failure, boolean mayBeBilled, String why) implements Reply {}

    /**
     * A streamed answer that did not come to its end, after some of it was passed on or because nobody listens any more.
     *
     * @param content as far as it came
     * @param usage empty when it is not known
     */
    record Broken(Failure failure, List<Content.Said> content, Optional<Usage> usage, String why) implements Reply {
        public Broken {
            content = List.copyOf(content);
        }

        /** No model was called, since nobody listens. */
        static Broken uncalled() {
            return new Broken(Failure.HUNG_UP, List.of(), Optional.of(Usage.NONE), "nobody listens");
        }
    }

    /** How a model fails, as far as the gateway cares. */
    enum Failure {
        /** It refused the request itself, which others may know: fields of one maker's models, or a longer input. */
        INVALID,
        ERROR,
        /** Throttled, down, or not open to us. */
        UNAVAILABLE,
        TIMEOUT,
        /** The caller left before anything was heard. */
        HUNG_UP;

        /** As the wire names it: model_error, model_unavailable, model_timeout; or hung_up, which only receipts tell. */
        String code() {
            if (this == HUNG_UP) return "hung_up";
            return "model_" + (this == INVALID ? ERROR : this).name().toLowerCase(Locale.ROOT);
        }
    }
}
