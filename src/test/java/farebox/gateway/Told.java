package farebox.gateway;

import io.restassured.path.json.JsonPath;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The events of a stream that has ended. */
record Told(List<Event> events) {
    record Event(String name, JsonPath data) {}

    static Told of(String body) {
        return new Told(Arrays.stream(body.split("\n\n"))
                .filter(block -> block.startsWith("event: "))
                .map(Told::event)
                .toList());
    }

    private static Event event(String block) {
        var lines = block.split("\n");
        return new Event(lines[0].substring("event: ".length()), JsonPath.from(lines[1].substring("data: ".length())));
    }

    Event last() {
        return events.getLast();
    }

    String id() {
        return events.getFirst().data().getString("id");
    }

    long deltas() {
        return events.stream().filter(event -> event.name().equals("delta")).count();
    }

    String text() {
        return events.stream()
                .filter(event -> event.name().equals("delta"))
                .map(event -> event.data().getString("text"))
                .collect(Collectors.joining());
    }
}
