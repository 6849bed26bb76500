package farebox.sandbox.bedrock;

import java.util.Optional;
import java.util.regex.Pattern;

/** A model by its foundation id, whether it was called by that, by an inference profile or by an ARN. */
record ModelId(String foundation) {
    private static final Pattern CALLED = Pattern.compile("(?:arn:aws[\\w-]*:bedrock:.*/)?"
            + "(?:(?:us|eu|apac|jp|au|ca|global)\\.)?"
            + "(?<foundation>[a-z0-9]+\\.[a-z0-9][a-z0-9.:-]*)");

    // By family, so that a model that appears tomorrow can be routed to today.
    private static final Pattern FAMILY = Pattern.compile(
            "(?:amazon\\.(?:nova|titan)|anthropic\\.claude|meta\\.llama|mistral\\.(?:mistral|mixtral|magistral|"
                    + "ministral|pixtral|voxtral)|cohere\\.command|ai21\\.jamba|deepseek\\.|openai\\.gpt|qwen\\.qwen|google\\.gemma|"
                    + "writer\\.palmyra|moonshot\\.kimi|minimax\\.minimax|nvidia\\.nemotron|zai\\.glm).*");

    private static final Pattern BLIND = Pattern.compile("amazon\\.nova-micro.*|meta\\.llama3-1.*|amazon\\.titan.*");

    /** Whether it looks at pictures. */
    boolean sees() {
        return !BLIND.matcher(foundation).matches();
    }

    /** Whether it thinks before it answers, and says what, where it is asked to. */
    boolean thinks() {
        return foundation.startsWith("anthropic.");
    }

    /** Whether it reads documents. */
    boolean reads() {
        return !foundation.startsWith("amazon.nova-micro");
    }

    static boolean isWellFormed(String id) {
        return CALLED.matcher(id).matches();
    }

    static Optional<ModelId> of(String id) {
        var called = CALLED.matcher(id);
        if (!called.matches() || !FAMILY.matcher(called.group("foundation")).matches()) return Optional.empty();
        return Optional.of(new ModelId(called.group("foundation")));
    }
}
