package farebox.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Checks of what a request brings; each ends the request with a problem that names the parameter. */
public final class Input {
    private static final int URL_LENGTH_MAX = 2_000;
    private static final int PAIRS_MAX = 50;
    private static final int NAME_LENGTH_MAX = 40;
    private static final int VALUE_LENGTH_MAX = 500;

    private Input() {}

    /** The value, refused when it is missing. */
    public static <T> T required(String param, T value) {
        check(value != null, param, param + " is missing.");
        return value;
    }

    /** The text without blanks around it, empty for none; refused when too long or with control characters in it. */
    public static String text(String param, String text, int lengthMax) {
        if (text == null) return "";
        check(text.length() <= lengthMax, param, param + " is longer than " + lengthMax + " characters.");
        check(text.chars().noneMatch(Character::isISOControl), param, param + " holds control characters.");
        return text.strip();
    }

    /** An http or https address, if there is one. */
    public static Optional<URI> url(String param, String text) {
        if (text == null) return Optional.empty();
        try {
            var url = new URI(Input.text(param, text, URL_LENGTH_MAX));
            var web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
            check(web && url.getHost() != null && url.getUserInfo() == null, param, param + " is not a web address.");
            check(
                    url.toASCIIString().length() <= URL_LENGTH_MAX,
                    param,
                    param + " is longer than " + URL_LENGTH_MAX + " characters once it is percent-encoded.");
            return Optional.of(url);
        } catch (URISyntaxException malformed) {
            throw Problem.invalid(param, param + " is not a web address.").exception();
        }
    }

    /** A moment as RFC 3339 writes it, if there is one. */
    public static Optional<Instant> time(String param, String text) {
        if (text == null) return Optional.empty();
        try {
            check(text.matches("\\d{4}-.*"), param, param + " has no year of four digits.");
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException malformed) {
            throw Problem.invalid(param, param + " is not a time such as 2026-11-24T12:00:00Z.")
                    .exception();
        }
    }

    public static byte[] base64(String param, String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            throw Problem.invalid(param, param + " is no base64.").exception();
        }
    }

    /** What the caller wants to remember with an object; empty for none. */
    public static Map<String, String> metadata(Map<String, String> pairs) {
        if (pairs == null) return Map.of();
        check(pairs.size() <= PAIRS_MAX, "metadata", "metadata holds more than " + PAIRS_MAX + " pairs.");
        pairs.forEach((name, value) -> {
            check(!name.isEmpty(), "metadata", "metadata holds a pair without a name.");
            required("metadata." + name, value);
            text("metadata", name, NAME_LENGTH_MAX);
            text("metadata." + name, value, VALUE_LENGTH_MAX);
        });
        return Map.copyOf(pairs);
    }

    public static void check(boolean holds, String param, String otherwise) {
        if (!holds) throw Problem.invalid(param, otherwise).exception();
    }
}
