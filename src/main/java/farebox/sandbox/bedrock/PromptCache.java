package farebox.sandbox.bedrock;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What models that can have kept of earlier calls. Prompts that are too short are not kept, silently, as with Bedrock. */
@ApplicationScoped
class PromptCache {
    private static final Pattern KEEPS = Pattern.compile("anthropic\\..*|amazon\\.nova.*");
    private static final int TOKENS_MIN = 1_024;
    private static final int KEPT_MAX = 200;

    private final Map<String, Instant> until = new Recent();
    private final Clock clock;

    PromptCache(Clock clock) {
        this.clock = clock;
    }

    /** How many tokens of a call were read from the cache, and how many written to it. */
    record Cached(int read, int written5m, int written1h) {
        static final Cached NONE = new Cached(0, 0, 0);

        int all() {
            return read + written5m + written1h;
        }
    }

    synchronized Cached cached(ModelId model, List<CacheMark> marks) {
        if (!KEEPS.matcher(model.foundation()).matches()) return Cached.NONE;
        var now = clock.instant();
        var kept = marks.stream().filter(mark -> mark.tokens() >= TOKENS_MIN).toList();
        var read = kept.stream()
                .filter(mark -> now.isBefore(until.getOrDefault(key(model, mark), now)))
                .mapToInt(CacheMark::tokens)
                .max()
                .orElse(0);
        var from = read;
        var written5m = 0;
        var written1h = 0;
        for (var mark : kept) {
            var written = Math.max(0, mark.tokens() - from);
            if (mark.anHour()) written1h += written;
            else written5m += written;
            from += written;
            until.put(key(model, mark), now.plus(mark.anHour() ? Duration.ofHours(1) : Duration.ofMinutes(5)));
        }
        return new Cached(read, written5m, written1h);
    }

    private static String key(ModelId model, CacheMark mark) {
        return model.foundation() + " " + mark.prefix();
    }

    private static final class Recent extends LinkedHashMap<String, Instant> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > KEPT_MAX;
        }
    }
}
