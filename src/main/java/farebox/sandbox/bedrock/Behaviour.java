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
 * @param frames after how many frames of a stream it happens; after two when absent
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Behaviour(
        Optional<String> model, Kind kind, Optional<Integer> calls, Optional<Long> millis, Optional<Integer> frames) {
    private static final long MILLIS_MAX = 600_000;
    private static final long TIMEOUT_MILLIS = 120_000;
    private static final long SLOW_MILLIS = 2_000;
    private static final long DRIP_MILLIS = 100;
    private static final int FRAMES = 2;

    public Behaviour {
        if (kind == null) throw new IllegalArgumentException("a behaviour needs a kind");
        if (calls.isPresent() && calls.get() < 1) throw new IllegalArgumentException("calls is 1 or more");
        if (frames.isPresent() && frames.get() < 0) throw new IllegalArgumentException("frames is 0 or more");
        if (millis.isPresent() && (millis.get() < 0 || millis.get() > MILLIS_MAX)) {
            throw new IllegalArgumentException("millis is between 0 and " + MILLIS_MAX);
        }
    }

    /** Nothing goes wrong. */
    static Behaviour plain(long latencyMillis) {
        return new Behaviour(
                Optional.empty(), Kind.SLOW, Optional.empty(), Optional.of(latencyMillis), Optional.empty());
    }

    Behaviour forCalls(int left) {
        return new Behaviour(model, kind, Optional.of(left), millis, frames);
    }

    boolean concerns(ModelId called) {
        return model.isEmpty() || model.get().equals(called.foundation());
    }

    /** How long such a call takes, up to its first frame, where a plain one takes {@code latencyMillis}. */
    long takes(long latencyMillis) {
        return switch (kind) {
            case TIMEOUT -> millis.orElse(TIMEOUT_MILLIS);
            case SLOW -> millis.orElse(SLOW_MILLIS);
            case GARBAGE, NO_USAGE, DEFAULT_TIER -> millis.orElse(latencyMillis);
            case INVALID, THROTTLE, REFUSE, UNAVAILABLE, ERROR, MODEL_ERROR -> millis.orElse(0L);
            case CUT, END, BREAK, STALL, DRIP -> latencyMillis;
        };
    }

    /** How long a stream is silent before this frame. */
    long pauseMillis(int frame) {
        return switch (kind) {
            case DRIP -> millis.orElse(DRIP_MILLIS);
            case STALL -> isAt(frame) ? millis.orElse(TIMEOUT_MILLIS) : 0;
            default -> 0;
        };
    }

    /** Whether a stream goes wrong in place of this frame. */
    boolean stopsAt(int frame) {
        return (kind == Kind.CUT || kind == Kind.END || kind == Kind.BREAK) && isAt(frame);
    }

    private boolean isAt(int frame) {
        return frame == frames.orElse(FRAMES);
    }
}
