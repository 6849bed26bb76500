package farebox.gateway;

import java.util.List;
import java.util.stream.Stream;

/** What a model is asked, the same for every model of a route. */
public record Prompt(List<Message> messages, List<String> system, int outputTokensMax) {
    private static final int CHARACTERS_PER_TOKEN = 4;

    public Prompt {
        messages = List.copyOf(messages);
        system = List.copyOf(system);
    }

    /** About how many tokens it is, reckoned from its length. */
    long inputTokens() {
        var said = messages.stream().flatMap(message -> message.texts().stream());
        return tokensIn(Stream.concat(said, system.stream()));
    }

    /** About how many tokens these texts are: one for every four characters, and never none. */
    static long tokensIn(Stream<String> texts) {
        var characters = texts.mapToLong(String::length).sum();
        return Math.max(1, Math.ceilDiv(characters, CHARACTERS_PER_TOKEN));
    }
}
