package farebox.sandbox.stripe;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The parameters of one request as Stripe's clients send them: {@code line_items[0][quantity]=1}. */
record Params(Map<String, String> values) {
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");
    private static final Pattern METADATA_KEY = Pattern.compile("(metadata]?)\\[[^\\]]*]$");
    private static final int METADATA_PAIRS_MAX = 50;
    private static final int METADATA_KEY_MAX = 40;
    private static final int METADATA_VALUE_MAX = 500;

    static Params parse(String form) {
        var values = new LinkedHashMap<String, String>();
        for (var pair : form.split("&")) {
            if (pair.isEmpty()) continue;
            var equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            values.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return new Params(values);
    }

    /** The same parameters, once it is sure that each of them is known; list places read as {@code []}. */
    Params only(Set<String> known) {
        for (var name : values.keySet()) {
            var shape =
                    METADATA_KEY.matcher(INDEX.matcher(name).replaceAll("[]")).replaceFirst("$1");
            if (!known.contains(shape)) {
                throw StripeError.invalid("parameter_unknown", name, "Received unknown parameter: " + name);
            }
        }
        return this;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    String required(String name) {
        return text(name).orElseThrow(() -> StripeError.missing(name));
    }

    OptionalLong whole(String name) {
        var text = text(name);
        if (text.isEmpty()) return OptionalLong.empty();
        if (!text.get().matches("-?\\d{1,18}")) {
            throw StripeError.invalid("parameter_invalid_integer", name, "Invalid integer: " + text.get());
        }
        return OptionalLong.of(Long.parseLong(text.get()));
    }

    /** The values of a list of plain values, sent as {@code expand[0]=…} or {@code expand[]=…}. */
    Collection<String> list(String name) {
        return values.entrySet().stream()
                .filter(entry -> INDEX.matcher(entry.getKey()).replaceAll("[]").equals(name + "[]"))
                .map(Map.Entry::getValue)
                .toList();
    }

    boolean has(String prefix) {
        return values.keySet().stream().anyMatch(name -> name.startsWith(prefix));
    }

    /** What hangs under a {@code metadata} parameter, within Stripe's limits. */
    Map<String, String> metadata(String name) {
        var metadata = new TreeMap<String, String>();
        values.forEach((key, value) -> {
            if (key.startsWith(name + "[")) metadata.put(key.substring(name.length() + 1, key.length() - 1), value);
        });
        if (metadata.size() > METADATA_PAIRS_MAX) {
            throw StripeError.invalid(null, name, "Metadata can have at most " + METADATA_PAIRS_MAX + " keys.");
        }
        metadata.forEach((key, value) -> check(name, key, value));
        return metadata;
    }

    private static void check(String name, String key, String value) {
        if (key.isEmpty() || key.length() > METADATA_KEY_MAX) {
            throw StripeError.invalid(null, name, "Metadata keys must have 1 to " + METADATA_KEY_MAX + " characters.");
        }
        if (value.length() > METADATA_VALUE_MAX) {
            var message = "Metadata values can have up to " + METADATA_VALUE_MAX + " characters.";
            throw StripeError.invalid(null, name + "[" + key + "]", message);
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw StripeError.invalid(null, null, "Invalid form encoding: " + e.getMessage());
        }
    }
}
