package farebox.web;

import java.util.List;

/** The addresses at which apps call, with a key; at all others anybody may knock. */
public final class Surfaces {
    private static final List<String> BEGINNINGS = List.of("/v1/", "/openai/", "/bedrock/");

    private Surfaces() {}

    /** Whether one of them lies at this path. */
    public static boolean lieAt(String path) {
        return BEGINNINGS.stream().anyMatch(path::startsWith);
    }
}
