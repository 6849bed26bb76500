package farebox.cost;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a model is called by on Bedrock, taken apart: a foundation model's id, an inference profile's, or the ARN of either.
 *
 * @param foundation the model, whoever serves it
 * @param geography where it is served, such as eu; empty for the region that is called
 */
record BedrockId(String foundation, String geography) {
    private static final Set<String> GEOGRAPHIES = Set.of("us", "eu", "apac", "jp", "au", "ca", "global", "us-gov");
    // Their names also tell a geography that is not known here from a maker.
    private static final String MAKER =
            "(?:amazon|anthropic|meta|mistral|cohere|ai21|deepseek|openai|qwen|google|writer"
                    + "|moonshot|moonshotai|minimax|nvidia|zai|stability|luma|twelvelabs)";
    private static final Pattern ARN =
            Pattern.compile("arn:aws[\\w-]*:bedrock:(?<region>[a-z0-9-]+):\\d*:(?<kind>[a-z-]+)/(?<id>[^/]+)");
    private static final Pattern PLAIN = Pattern.compile(
            "(?:(?<geography>[a-z-]+)\\.(?=" + MAKER + "\\.))?(?<foundation>[a-z0-9]+\\.[a-z0-9][a-z0-9.:-]*)");

    private static final Pattern US_REGION = Pattern.compile("us-(?!gov-).*");

    /** What was made of a text. */
    sealed interface Reading {
        record Known(BedrockId id) implements Reading {}

        /** It names no model whose price can be known, with a sentence for the operator. */
        record Unknown(String why) implements Reading {}
    }

    static Reading read(String text) {
        var arn = ARN.matcher(text);
        if (!arn.matches()) return plain(text);
        return switch (arn.group("kind")) {
            case "inference-profile" -> plain(arn.group("id"));
            case "foundation-model" -> within(arn.group("region"), plain(arn.group("id")));
            default ->
                new Reading.Unknown("An ARN of kind " + arn.group("kind")
                        + " does not say which model answers, so that its price cannot be known. Name the model or its"
                        + " inference profile.");
        };
    }

    private static Reading plain(String text) {
        var id = PLAIN.matcher(text);
        if (!id.matches())
            return new Reading.Unknown("A Bedrock id is one such as amazon.nova-pro-v1:0,"
                    + " us.anthropic.claude-sonnet-4-6, or the ARN of a model or an inference profile.");
        var geography = Optional.ofNullable(id.group("geography")).orElse("");
        if (!geography.isEmpty() && !GEOGRAPHIES.contains(geography))
            return new Reading.Unknown("Of inference profiles for " + geography + " no prices are known.");
        return new Reading.Known(new BedrockId(id.group("foundation"), geography));
    }

    /** A model that is named with its region is served there. */
    private static Reading within(String region, Reading model) {
        return model instanceof Reading.Known(var id)
                        && id.geography.isEmpty()
                        && !US_REGION.matcher(region).matches()
                ? new Reading.Known(new BedrockId(id.foundation, region))
                : model;
    }

    /**
     * Whether both name one model at one price. The prices of US regions are those of US and global profiles, too; those of
     * other geographies may carry a premium, on which AWS's own sources disagree.
     */
    boolean costsAs(BedrockId other) {
        return foundation.equals(other.foundation) && market().equals(other.market());
    }

    private String market() {
        return switch (geography) {
            case "", "global" -> "us";
            default -> geography;
        };
    }
}
