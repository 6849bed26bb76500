package farebox.web;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An object of a request, read member by member. Whatever has not been read in the end is refused by name, here and in
 * the objects within; null counts as absent.
 */
public final class JsonFields {
    private final String place;
    private final JsonNode object;
    private final Set<String> read = new HashSet<>();
    private final Map<String, JsonFields> within = new HashMap<>();

    private JsonFields(String place, JsonNode object) {
        this.place = place;
        this.object = object;
    }

    /** The object that a body holds, with numbers to their last digit. */
    public static JsonFields read(ObjectMapper mapper, byte[] json) throws IOException {
        try {
            return of(
                    "",
                    mapper.reader()
                            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                            .readTree(json));
        } catch (NumberFormatException beyondReckoning) {
            throw Problem.invalid("body", "The body holds a number beyond all reckoning.")
                    .exception();
        }
    }

    /** @param place its name within the request; empty for the request itself */
    public static JsonFields of(String place, JsonNode object) {
        Input.check(
                object != null && object.isObject(),
                place.isEmpty() ? "body" : place,
                named(place) + " must be an object.");
        return new JsonFields(place, object);
    }

    private static String named(String place) {
        return place.isEmpty() ? "The body" : place;
    }

    /** What a member is called within the whole request. */
    public String place(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    public Optional<JsonNode> any(String name) {
        read.add(name);
        return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
    }

    public Optional<String> text(String name) {
        return member(name, JsonNode::isTextual, JsonNode::textValue, "a text");
    }

    public Optional<Integer> integer(String name) {
        return member(
                name, node -> node.isIntegralNumber() && node.canConvertToInt(), JsonNode::intValue, "a whole number");
    }

    public Optional<Double> number(String name) {
        return member(name, JsonNode::isNumber, JsonNode::doubleValue, "a number");
    }

    public boolean flag(String name) {
        return member(name, JsonNode::isBoolean, JsonNode::booleanValue, "true or false")
                .orElse(false);
    }

    /** Refuses a member by name unless it is absent or written as one of these. */
    public void only(String name, List<String> written) {
        any(name).filter(value -> !written.contains(value.toString())).ifPresent(other -> {
            throw Problem.unsupported(place(name), place(name) + " is always " + written.getFirst() + " here.")
                    .exception();
        });
    }

    public Optional<JsonFields> object(String name) {
        return any(name).map(node -> fields(place(name), node));
    }

    /** The objects in a list; none when there is no list. */
    public List<JsonFields> objects(String name) {
        return items(name, this::fields);
    }

    /** The texts in a list; none when there is no list. */
    public List<String> texts(String name) {
        return items(name, (place, node) -> {
            Input.check(node.isTextual(), place, place + " must be a text.");
            return node.textValue();
        });
    }

    /** The value, refused when it is missing. */
    public <T> T required(String name, Function<String, Optional<T>> reader) {
        return reader.apply(name)
                .orElseThrow(() -> Problem.invalid(place(name), place(name) + " is missing.")
                        .exception());
    }

    /** The members that are there, by name. */
    public List<String> names() {
        return object.propertyStream()
                .filter(member -> !member.getValue().isNull())
                .map(member -> member.getKey())
                .toList();
    }

    /** Ends the request when it holds anything that has not been read. */
    public void nothingElse() {
        names().stream().filter(name -> !read.contains(name)).findFirst().ifPresent(unread -> {
            throw Problem.unsupported(place(unread)).exception();
        });
        within.values().forEach(JsonFields::nothingElse);
    }

    private interface Item<T> {
        T read(String place, JsonNode node);
    }

    private <T> List<T> items(String name, Item<T> item) {
        var list = any(name);
        if (list.isEmpty()) return List.of();
        Input.check(list.get().isArray(), place(name), place(name) + " must be a list.");
        var items = new ArrayList<T>();
        list.get().forEach(node -> items.add(item.read(place(name) + "." + items.size(), node)));
        return items;
    }

    /** The same for the same place, so that one reader may know what another has read. */
    private JsonFields fields(String place, JsonNode node) {
        return within.computeIfAbsent(place, first -> of(place, node));
    }

    private <T> Optional<T> member(String name, Predicate<JsonNode> fits, Function<JsonNode, T> value, String kind) {
        var node = any(name);
        node.ifPresent(found -> Input.check(fits.test(found), place(name), place(name) + " must be " + kind + "."));
        return node.map(value);
    }
}
