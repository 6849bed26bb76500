package farebox.deployment;

import static java.util.function.Predicate.not;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads named settings and gathers what is wrong with them, so that all faults are told at once. */
final class Environment {
    private final Map<String, String> values;
    private final List<String> faults = new ArrayList<>();

    Environment(Map<String, String> values) {
        this.values = values;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(not(String::isEmpty));
    }

    boolean has(String name) {
        return text(name).isPresent();
    }

    List<String> list(String name) {
        return text(name).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(not(String::isEmpty))
                .toList();
    }

    Optional<URI> webAddress(String name) {
        var text = text(name);
        var address = text.flatMap(Environment::webAddressIn);
        if (text.isPresent() && address.isEmpty())
            fault(name + " must be an address such as https://billing.example.com, without query.");
        return address;
    }

    void fault(String sentence) {
        faults.add(sentence);
    }

    void refuseIfFaulty() {
        if (!faults.isEmpty()) throw new Refusal(faults);
    }

    private static Optional<URI> webAddressIn(String text) {
        try {
            var uri = new URI(text.replaceFirst("/+$", ""));
            var web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            var bare = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
            return Optional.of(uri).filter(found -> web && bare && found.getHost() != null);
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }
}
