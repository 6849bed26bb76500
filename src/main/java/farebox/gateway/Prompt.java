package farebox.gateway;

import farebox.cost.Usage;
import java.util.List;
import java.util.stream.Stream;

/** What a model is asked, the same for every model of a route. */
public record Prompt(List<Message> messages, List<String> system, int outputTokensMax) {
    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int TOKENS_PER_MESSAGE = 3;
    private static final int LAST_OF_ASCII = 127;

    public Prompt {
        messages = List.copyOf(messages);
        system = List.copyOf(system);
    }

    /** About how many tokens it is, reckoned from its length. */
    long inputTokens() {
        var said = messages.stream().flatMap(message -> message.texts().stream());
        return tokensIn(Stream.concat(said, system.stream())) + (long) TOKENS_PER_MESSAGE * messages.size();
    }

    /** The most that a model may use for it, by that reckoning. */
    Usage worst() {
        return Usage.of(inputTokens(), outputTokensMax);
    }

    /** About how many tokens these texts are: one for every four letters, one for every sign beyond ASCII, never none. */
    static long tokensIn(Stream<String> texts) {
        return Math.max(1, texts.mapToLong(Prompt::tokensIn).sum());
    }

    private static long tokensIn(String text) {
        var beyond = text.codePoints().filter(sign -> sign > LAST_OF_ASCII).count();
        var ascii = text.codePoints().count() - beyond;
        return beyond + Math.ceilDiv(ascii, CHARACTERS_PER_TOKEN);
    }
}
