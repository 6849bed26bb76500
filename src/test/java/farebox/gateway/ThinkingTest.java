package farebox.gateway;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model thinks before it answers, as native calls have it. */
@QuarkusTest
class ThinkingTest extends StreamScene {
    private static final String SONNET =
            "{\"bedrock\": {\"behaviours\": [{\"model\": \"anthropic.claude-sonnet-4-6\", %s}]}}";
    private static final String TOOLS = ", \"tools\": [{\"name\": \"look\", \"input_schema\": {\"type\": \"object\"}}]";

    private String thinking(String messages, String more) {
        return """
                {"customer": "%s", "task": "premium", "messages": [%s]%s,
                 "additional_model_request_fields": {"thinking": {"type": "enabled", "budget_tokens": 1024}}}
                """.formatted(customer, messages, more);
    }

    private static String user(String text) {
        return "{\"role\": \"user\", \"content\": \"%s\"}".formatted(text);
    }

    private String streamed(String text) {
        return thinking(user(text), ", \"stream\": true");
    }

    private static List<JsonPath> thoughts(Told told) {
        return told.events().stream()
                .filter(event -> event.name().equals("thinking"))
                .map(Told.Event::data)
                .toList();
    }

    private static String joined(Told told, String member) {
        return thoughts(told).stream()
                .map(thought -> thought.getString(member))
                .filter(Objects::nonNull)
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource({"look, text signature", "look [redacted], redacted"})
    void a_thought_comes_first_and_goes_back_as_it_came(String wish, String members) throws Exception {
        grant(60);
        var body = thinking(user(wish), TOOLS);
        var first = invoke("thinks", body)
                .statusCode(200)
                .body("output.content", hasSize(2))
                .body("output.content[1].tool_use.name", equalTo("look"))
                .body("output.content[1]", not(hasKey("thinking")))
                .extract()
                .jsonPath();
        assertEquals(
                List.of(members.split(" ")),
                List.copyOf(first.getMap("output.content[0].thinking").keySet()));
        assertEquals(
                first.getMap(""),
                invoke("thinks", body)
                        .header("Idempotent-Replayed", "true")
                        .extract()
                        .jsonPath()
                        .getMap(""));
        balance(40, 0);
        var content = (ArrayNode) new ObjectMapper()
                .readTree(invoke("thinks", body).extract().asString())
                .at("/output/content");
        var result =
                "{\"role\": \"user\", \"content\": [{\"tool_result\": {\"tool_use_id\": \"%s\", \"content\": \"fog\"}}]}"
                        .formatted(first.getString("output.content[1].tool_use.id"));
        var messages = user(wish) + ", {\"role\": \"assistant\", \"content\": %s}, " + result;
        invoke("goes on", thinking(messages.formatted(content), TOOLS))
                .statusCode(200)
                .body("output.content[1].text", containsString("fog"));
        content.remove(0);
        invoke("forgets", thinking(messages.formatted(content), TOOLS))
                .statusCode(502)
                .body("charged", equalTo(0));
        balance(20, 0);
    }

    @Test
    void a_thought_is_told_bit_by_bit_and_replayed() {
        grant(40);
        var whole = invoke("whole", thinking(user("Hello"), "")).extract().jsonPath();
        var told = told("streamed", streamed("Hello"));
        assertTrue(thoughts(told).size() > 3);
        assertEquals(whole.getString("output.content[0].thinking.text"), joined(told, "text"));
        assertEquals(whole.getString("output.content[0].thinking.signature"), joined(told, "signature"));
        assertEquals(whole.getString("output.content[1].text"), told.text());
        assertEquals(List.of(0), blocks(told, "thinking"));
        assertEquals(List.of(1), blocks(told, "delta"));
        var again = told("streamed", streamed("Hello"));
        assertEquals(joined(told, "text"), joined(again, "text"));
        assertEquals(joined(told, "signature"), joined(again, "signature"));
        assertEquals(told.text(), again.text());
        assertEquals(List.of(1), blocks(again, "delta"));
        assertEquals(told.last().data().getMap(""), again.last().data().getMap(""));
        balance(0, 0);
    }

    private static List<Integer> blocks(Told told, String name) {
        return told.events().stream()
                .filter(event -> event.name().equals(name))
                .map(event -> event.data().getInt("block"))
                .distinct()
                .toList();
    }

    @Test
    void who_hangs_up_in_the_midst_of_a_thought_has_heard_something_and_pays() throws Exception {
        grant(20);
        tell(SONNET.formatted("\"kind\": \"drip\", \"millis\": 100"));
        try (var caller = new Caller("gone", streamed("Hello"))) {
            caller.hears("thinking");
        }
        until(() -> "served".equals(state()));
        balance(0, 0);
        var again = told("gone", streamed("Hello"));
        assertTrue(
                !joined(again, "text").isEmpty() && !joined(again, "signature").isEmpty());
        assertTrue(again.text().contains("Hello"));
        balance(0, 0);
    }

    @Test
    void a_thought_that_breaks_off_charges_nothing_and_is_costed() {
        grant(20);
        tell(SONNET.formatted("\"kind\": \"cut\", \"frames\": 3"));
        var told = told("breaks", streamed("Hello"));
        assertEquals(2, thoughts(told).size());
        assertEquals("error", told.last().name());
        assertEquals(0, told.last().data().getInt("charged"));
        receipt(told.id())
                .body("status", equalTo("failed"), "costs.estimated", equalTo(true))
                .body("costs.attempts[0].used.output_tokens", greaterThan(0));
        balance(20, 0);
    }

    /** The model may be silent for 1.5 seconds in tests, and thinks for longer than that here. */
    @Test
    void a_thought_is_a_sign_of_life() {
        grant(20);
        tell(SONNET.formatted("\"kind\": \"drip\", \"millis\": 300"));
        assertEquals("receipt", told("slow", streamed("Hello")).last().name());
        balance(0, 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "user | {\"thinking\": {\"text\": \"Hm\"}} | messages",
                "assistant | {\"thinking\": {}} | messages.1.content.0.thinking.text",
                "assistant | {\"thinking\": {\"redacted\": \"?\"}} | messages.1.content.0.thinking.redacted",
                "assistant | {\"thinking\": {\"redacted\": \"aGk=\", \"text\": \"Hm\"}} | messages.1.content.0.thinking.text",
            })
    void what_no_model_thought_names_its_parameter(String role, String block, String param) {
        var content = "{\"role\": \"%s\", \"content\": [%s]}".formatted(role, block);
        var messages = role.equals("user") ? content : user("Hi") + ", " + content + ", " + user("So?");
        invoke("wrong", thinking(messages, "")).statusCode(400).body("param", equalTo(param));
    }
}
