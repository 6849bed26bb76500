package farebox.web;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The ways from one part of a list to the next and back. Lists are read onwards only, so an address carries where the
 * parts before it began; what the list is narrowed to goes along, too.
 */
@Named
@RequestScoped
public class Turns {
    private static final String THROUGH = "through";

    /** From deeper down the way back is by leaps, so that addresses stay short enough for every proxy. */
    private static final int THROUGH_MAX = 20;

    private final RoutingContext request;

    Turns(RoutingContext request) {
        this.request = request;
    }

    /** The address of the part that begins after a cursor, of which {@code by} is the parameter. */
    public String on(String by, String cursor) {
        var asked = asked();
        if (asked.contains(by)) asked.add(THROUGH, asked.get(by));
        var through = asked.getAll(THROUGH);
        asked.set(THROUGH, through.subList(Math.max(0, through.size() - THROUGH_MAX), through.size()));
        return address(asked.set(by, cursor));
    }

    /** The address of the part before this one, or null where this is the first. */
    public String back(String by) {
        var asked = asked();
        if (!asked.contains(by)) return null;
        var through = asked.getAll(THROUGH);
        if (through.isEmpty()) return address(asked.remove(by));
        asked.set(THROUGH, through.subList(0, through.size() - 1));
        return address(asked.set(by, through.getLast()));
    }

    private MultiMap asked() {
        return MultiMap.caseInsensitiveMultiMap().addAll(request.queryParams());
    }

    private String address(MultiMap parameters) {
        var query = parameters.entries().stream()
                .filter(parameter -> !parameter.getValue().isEmpty())
                .map(Turns::parameter)
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? request.normalizedPath() : "?" + query;
    }

    private static String parameter(Map.Entry<String, String> parameter) {
        return Formats.inAddress(parameter.getKey()) + "=" + Formats.inAddress(parameter.getValue());
    }
}
