package farebox.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import farebox.cost.ServiceTier;
import farebox.cost.Usage;
import farebox.gateway.Content.CachePoint;
import farebox.rate.Asked;
import farebox.web.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a model is asked, the same for every model of a route. */
public record Prompt(List<Message> messages, List<Content> system, Settings settings, int outputTokensMax) {
    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int TOKENS_PER_MESSAGE = 3;
    private static final int LAST_OF_ASCII = 127;

    public Prompt {
        messages = List.copyOf(messages);
        system = List.copyOf(system);
    }

    /**
     * How it is to be answered.
     *
     * @param additional what only some models know, an object that each model of the route is handed as it came
     */
    public record Settings(
            Optional<Tools> tools,
            Sampling sampling,
            Optional<Guardrail> guardrail,
            ServiceTier tier,
            Optional<JsonNode> additional) {
        public static final Settings NONE =
                new Settings(Optional.empty(), Sampling.OWN, Optional.empty(), ServiceTier.DEFAULT, Optional.empty());

        Stream<String> texts() {
            return Stream.concat(tools.stream().flatMap(Tools::texts), additional.map(JsonNode::toString).stream());
        }

        /** The tier that a request names, refused at {@code place} when there is none of this name. */
        public static ServiceTier tier(String place, Optional<String> asked) {
            var word = asked.orElse(ServiceTier.DEFAULT.word());
            return ServiceTier.of(word)
                    .orElseThrow(() -> Problem.unsupported(
                                    place, "A service tier is default, flex, priority or reserved here.")
                            .exception());
        }
    }

    /** How a model chooses its words; what is empty is left to the model. */
    public record Sampling(Optional<Double> temperature, Optional<Double> topP, List<String> stopSequences) {
        public static final Sampling OWN = new Sampling(Optional.empty(), Optional.empty(), List.of());

        public Sampling {
            stopSequences = List.copyOf(stopSequences);
        }
    }

    /** A guardrail of the AWS account that is to watch over what is said. */
    public record Guardrail(String id, String version) {}

    /** About how many tokens it is, reckoned from its length. */
    long inputTokens() {
        return tokensOf(said())
                + (long) TOKENS_PER_MESSAGE * messages.size()
                + settings.tools().map(Tools::tokens).orElse(0L)
                + settings.additional()
                        .map(fields -> tokensIn(fields.toString()))
                        .orElse(0L);
    }

    /** About how many tokens this is, never none. */
    static long tokensOf(Stream<? extends Content> content) {
        return Math.max(1, content.mapToLong(Content::tokens).sum());
    }

    /** What routes go by. */
    Asked asked(String plan) {
        var said = messages.stream().flatMap(message -> message.content().stream());
        return new Asked(
                said.flatMap(Content::texts)
                        .mapToLong(text -> text.codePointCount(0, text.length()))
                        .sum(),
                plan,
                settings.tools().isPresent(),
                said().flatMap(Content::documents).findAny().isPresent(),
                worst());
    }

    /** The most that a model may use for it, by that reckoning. */
    Usage worst() {
        return used(outputTokensMax);
    }

    /** With so long an answer: all that goes in is written to the caches that it asks for, for the longer of their times. */
    Usage used(long output) {
        var input = inputTokens();
        var points = cachePoints().toList();
        var hour = points.stream().anyMatch(CachePoint::anHour);
        var usage = points.isEmpty()
                ? Usage.of(input, output)
                : new Usage(0, output, 0, hour ? 0 : input, hour ? input : 0);
        return usage.served(settings.tier(), images());
    }

    private Stream<CachePoint> cachePoints() {
        return Stream.concat(said(), settings.tools().flatMap(Tools::cached).stream())
                .filter(CachePoint.class::isInstance)
                .map(CachePoint.class::cast);
    }

    /** How many pictures there are to look at. */
    public int images() {
        return (int) said().flatMap(Content::images).count();
    }

    private Stream<Content> said() {
        return Stream.concat(messages.stream().flatMap(message -> message.content().stream()), system.stream());
    }

    static long tokensIn(Stream<String> texts) {
        return texts.mapToLong(Prompt::tokensIn).sum();
    }

    /** About how many tokens a text is: one for every four letters, one for every sign beyond ASCII. */
    static long tokensIn(String text) {
        var beyond = text.codePoints().filter(sign -> sign > LAST_OF_ASCII).count();
        var ascii = text.codePoints().count() - beyond;
        return beyond + Math.ceilDiv(ascii, CHARACTERS_PER_TOKEN);
    }
}
