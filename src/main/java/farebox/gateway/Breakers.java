package farebox.gateway;

import farebox.cost.Model;
import farebox.gateway.Reply.Answered;
import farebox.gateway.Reply.Broken;
import farebox.gateway.Reply.Failed;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Lets a model rest that was throttled, down or too slow several times in a row. Each instance finds out by itself. */
@Singleton
public class Breakers {
    static final int FAILURES_MAX = 5;
    static final Duration REST = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(Breakers.class);

    private final Clock clock;

    // Holds models that have failed last only, so that the usual call finds nothing.
    private final Map<Integer, Failing> failing = new ConcurrentHashMap<>();

    Breakers(Clock clock) {
        this.clock = clock;
    }

    private record Failing(int times, Instant restsUntil) {
        boolean isBroken() {
            return times >= FAILURES_MAX;
        }
    }

    /** Whether a model, by its number, is not to be asked for the time being. */
    public boolean rests(int model) {
        var known = failing.get(model);
        return known != null && clock.instant().isBefore(known.restsUntil);
    }

    /** How long the first of these that rest does so still. */
    Duration rest(List<Model> models) {
        var now = clock.instant();
        return models.stream()
                .map(model -> failing.get(model.no()))
                .filter(known -> known != null && now.isBefore(known.restsUntil))
                .map(known -> Duration.between(now, known.restsUntil))
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** Whoever asks a model that has rested tries it out: others stay away until it is known how that went. */
    void asking(Model model) {
        failing.computeIfPresent(
                model.no(), (no, known) -> known.isBroken() ? new Failing(known.times, restFromNow()) : known);
    }

    void asked(Model model, Reply reply) {
        switch (reply) {
            case Answered answered -> failing.remove(model.no());
            // It was at work, and may be well or not.
            case Broken broken -> {}
            case Failed(var failure, var mayBeBilled, var why) -> {
                switch (failure) {
                    case UNAVAILABLE, TIMEOUT -> failing.compute(model.no(), (no, known) -> failedAgain(model, known));
                    case INVALID -> failing.remove(model.no());
                    case ERROR, HUNG_UP -> {}
                }
            }
        }
    }

    private Failing failedAgain(Model model, Failing known) {
        var times = known == null ? 1 : known.times + 1;
        if (times < FAILURES_MAX) return new Failing(times, Instant.MIN);
        LOG.warnf("%s rests for %d s: it failed %d times in a row", model.name(), REST.toSeconds(), times);
        return new Failing(times, restFromNow());
    }

    private Instant restFromNow() {
        return clock.instant().plus(REST);
    }

    /** As if nothing had failed yet. */
    void forget() {
        failing.clear();
    }
}
