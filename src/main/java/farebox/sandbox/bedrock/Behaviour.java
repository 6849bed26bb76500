package farebox.sandbox.bedrock;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Optional;

/**
 * How calls are to go wrong: those of one model, or of all, the next few, or all until something else is told.
 *
 * @param model the model's foundation id; every model when absent
 * @param kind what happens
 * @param calls how many calls it happens to; to all when absent
 * @param millis how long it takes; the kind's own time when absent
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Behaviour(Optional<String> model, Kind kind, Optional<Integer> calls, Optional<Long> millis) {
    private static final long MILLIS_MAX = 600_000;
    private static final long TIMEOUT_MILLIS = 120_000;
    private static final long SLOW_MILLIS = 2_000;

    public Behaviour {
        if (kind == null) throw new IllegalArgumentException("a behaviour needs a kind");
        if (calls.isPresent() && calls.get() < 1) throw new IllegalArgumentException("calls is 1 or more");
        if (millis.isPresent() && (millis.get() < 0 || millis.get() > MILLIS_MAX)) {
            throw new IllegalArgumentException("millis is between 0 and " + MILLIS_MAX);
        }
    }

    boolean concerns(ModelId called) {
        return model.isEmpty() || model.get().equals(called.foundation());
    }

    /** How long such a call takes where a plain one takes {@code latencyMillis}. */
    long takes(long latencyMillis) {
        return millis.orElseGet(() -> switch (kind) {
            case TIMEOUT -> TIMEOUT_MILLIS;
            case SLOW -> SLOW_MILLIS;
            case GARBAGE, NO_USAGE -> latencyMillis;
            case THROTTLE, REFUSE, UNAVAILABLE, ERROR, MODEL_ERROR -> 0L;
        });
    }
}
