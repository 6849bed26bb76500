package farebox.sandbox.bedrock;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the models of this instance have been told to do; kept in memory, so that a call costs no database round trip. */
@ApplicationScoped
public class Behaviours {
    /** The time that every answer takes, and what goes wrong, the first that concerns a call deciding. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Settings(long latencyMillis, List<Behaviour> behaviours) {
        private static final long MILLIS_MAX = 600_000;

        public Settings {
            if (latencyMillis < 0 || latencyMillis > MILLIS_MAX) {
                throw new IllegalArgumentException("latency_millis is between 0 and " + MILLIS_MAX);
            }
            behaviours = List.copyOf(behaviours);
        }
    }

    private Settings settings = new Settings(150, List.of());

    public synchronized Settings settings() {
        return settings;
    }

    public synchronized void change(Settings to) {
        settings = to;
    }

    /** The behaviour that this call must show, which is counted off. */
    synchronized Optional<Behaviour> next(ModelId model) {
        var told = settings.behaviours().stream()
                .filter(behaviour -> behaviour.concerns(model))
                .findFirst();
        told.filter(behaviour -> behaviour.calls().isPresent()).ifPresent(this::countOff);
        return told;
    }

    private void countOff(Behaviour shown) {
        var left = new ArrayList<>(settings.behaviours());
        var at = left.indexOf(shown);
        left.remove(at);
        var calls = shown.calls().orElseThrow() - 1;
        if (calls > 0) left.add(at, shown.forCalls(calls));
        settings = new Settings(settings.latencyMillis(), left);
    }
}
