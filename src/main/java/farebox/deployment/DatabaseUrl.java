package farebox.deployment;

import static java.util.stream.Collectors.joining;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** An address of a database as hosts write it, {@code postgres://user:password@host/name}, or as JDBC does. */
record DatabaseUrl(String jdbcUrl, Optional<String> user, Optional<String> password) {
    private static final Pattern FORM = Pattern.compile(
            "(?:jdbc:)?postgres(?:ql)?://(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?(?<place>[^@/?]+/[^/?]+)"
                    + "(?:\\?(?<query>.*))?");

    static Optional<DatabaseUrl> parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) return Optional.empty();
        var query = Optional.ofNullable(form.group("query")).orElse("");
        try {
            return Optional.of(new DatabaseUrl(
                    "jdbc:postgresql://" + form.group("place") + withoutLogin(query),
                    decoded(form.group("user")).or(() -> parameter(query, "user")),
                    decoded(form.group("password")).or(() -> parameter(query, "password"))));
        } catch (IllegalArgumentException badEscape) {
            return Optional.empty();
        }
    }

    // The login travels apart from the address, so that the address can be shown and logged.
    private static String withoutLogin(String query) {
        var rest = Arrays.stream(query.split("&"))
                .filter(pair -> !pair.startsWith("user=") && !pair.startsWith("password="))
                .collect(joining("&"));
        return rest.isEmpty() ? "" : "?" + rest;
    }

    private static Optional<String> parameter(String query, String name) {
        return Arrays.stream(query.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .findFirst()
                .flatMap(pair -> decoded(pair.substring(name.length() + 1)));
    }

    private static Optional<String> decoded(String text) {
        if (text == null || text.isEmpty()) return Optional.empty();
        // URLDecoder reads a plus as a space, which addresses of databases do not mean.
        return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
    }
}
