package farebox.sandbox.bedrock;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Behaviours that a demo asks for in the user's own text: {@code [throttle]}, {@code [timeout]}, {@code [refuse]}, {@code [slow 2000]}, {@code [drip 200]}.
 * With {@code once}, as in {@code [throttle once]}, only every other call with that text shows it: the first choice fails and the
 * fallback answers.
 */
@ApplicationScoped
class MagicWords {
    private static final Pattern WORD = Pattern.compile(
            "\\[(throttle|timeout|refuse|unavailable|error|garbage|slow|cut|end|break|stall|drip)(?: (\\d{1,5}))?( once)?]",
            Pattern.CASE_INSENSITIVE);
    private static final int REMEMBERED = 1_000;

    private final Set<String> shown = Collections.newSetFromMap(Collections.synchronizedMap(new Recent()));

    Optional<Behaviour> in(String text) {
        var word = WORD.matcher(text);
        if (!word.find() || (word.group(3) != null && !isFirst(text))) return Optional.empty();
        return Optional.of(behaviour(word));
    }

    private boolean isFirst(String text) {
        return shown.add(text) || !shown.remove(text);
    }

    private static Behaviour behaviour(Matcher word) {
        var kind = Kind.valueOf(word.group(1).toUpperCase(Locale.ROOT));
        var millis = Optional.ofNullable(word.group(2)).map(Long::valueOf);
        return new Behaviour(Optional.empty(), kind, Optional.empty(), millis, Optional.empty());
    }

    private static final class Recent extends LinkedHashMap<String, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }
}
