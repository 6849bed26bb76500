package farebox.gateway.bedrock;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.customer.AppKeys;
import farebox.customer.Apps;
import farebox.gateway.ChatModel;
import farebox.gateway.Content;
import farebox.gateway.Delta;
import farebox.gateway.Listener;
import farebox.gateway.Message;
import farebox.gateway.Prompt;
import farebox.gateway.Reply;
import farebox.ledger.BooksCheck;
import farebox.testing.Keys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.eventstream.HeaderValue;

/** Answers such as Bedrock never gives, until it does: each is charged and costed once, or not at all, and told whole. */
@QuarkusTest
@TestProfile(OddAnswersTest.OfAParrot.class)
class OddAnswersTest {
    private static final String USAGE =
            "\"usage\": {\"inputTokens\": 20, \"outputTokens\": 7, \"totalTokens\": 27}, \"metrics\": {\"latencyMs\": 1}";
    private static final Pattern TEXT = Pattern.compile("\"text\":\"([^\"]*)\"");

    @Inject
    Apps apps;

    @Inject
    AppKeys keys;

    @Inject
    ChatModel models;

    @Inject
    DataSource database;

    private final String customer = "ada-" + UUID.randomUUID();
    private String key;

    public static class OfAParrot implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(ParrotBedrock.class));
        }
    }

    @BeforeEach
    void a_customer_with_credits() {
        key = keys.create(apps.ensure("odd answers").no(), "test", Keys.EVERYTHING);
        app().body("{}").put("/v1/customers/" + customer).then().statusCode(200);
        app().header("Idempotency-Key", customer)
                .body("{\"credits\": 10, \"reason\": \"a test\"}")
                .post("/v1/customers/" + customer + "/grants")
                .then()
                .statusCode(201);
    }

    @AfterEach
    void nothing_stays_held_and_the_books_are_right() throws Exception {
        app().get("/v1/customers/" + customer + "/balance").then().body("held", equalTo(0));
        assertTrue(BooksCheck.run(database, progress -> {}).ok());
    }

    private RequestSpecification app() {
        return given().header("Authorization", "Bearer " + key).contentType(ContentType.JSON);
    }

    private Response invoke(boolean streamed, byte[] answer) {
        return app().body(
                        "{\"customer\": \"%s\", \"task\": \"simple\", \"stream\": %s, \"messages\": [{\"role\": \"user\", \"content\": \"%s\"}]}"
                                .formatted(customer, streamed, ParrotBedrock.asking(answer)))
                .post("/v1/invocations");
    }

    private Response converse(byte[] answer) {
        return app().body(
                        "{\"requestMetadata\": {\"customer\": \"%s\"}, \"messages\": [{\"role\": \"user\", \"content\": [{\"text\": \"%s\"}]}]}"
                                .formatted(customer, ParrotBedrock.asking(answer)))
                .post("/bedrock/model/simple/converse");
    }

    private static String text(Response told) {
        return TEXT.matcher(told.asString()).results().map(bit -> bit.group(1)).collect(joining());
    }

    private ValidatableResponse receipt(Response told) {
        return app().get("/v1/invocations/" + told.header("Farebox-Invocation-Id"))
                .then()
                .statusCode(200);
    }

    private static byte[] whole(String content, String stopReason, String rest) {
        return "{\"output\": {\"message\": {\"role\": \"assistant\", \"content\": [%s]}}, \"stopReason\": \"%s\"%s}"
                .formatted(content, stopReason, rest)
                .getBytes(UTF_8);
    }

    private static byte[] frame(String type, String payload) {
        var headers =
                Map.of(":message-type", HeaderValue.fromString("event"), ":event-type", HeaderValue.fromString(type));
        return new software.amazon.eventstream.Message(headers, payload.getBytes(UTF_8))
                .toByteBuffer()
                .array();
    }

    private static byte[] delta(String delta) {
        return frame("contentBlockDelta", "{\"contentBlockIndex\": 0, \"delta\": {%s}}".formatted(delta));
    }

    private static byte[] stop(String reason) {
        return frame("messageStop", "{\"stopReason\": \"%s\"}".formatted(reason));
    }

    private static byte[] stream(byte[]... frames) {
        var stream = new ByteArrayOutputStream();
        for (var frame : frames) stream.writeBytes(frame);
        return stream.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"inputTokens\": -20, \"outputTokens\": 7",
                "\"inputTokens\": 20, \"outputTokens\": -7",
                "\"inputTokens\": 20, \"outputTokens\": 7, \"cacheReadInputTokens\": -5",
                "\"inputTokens\": 20, \"outputTokens\": 7, \"cacheWriteInputTokens\": -5",
                "\"inputTokens\": 20, \"outputTokens\": 7, \"cacheDetails\": [{\"ttl\": \"1h\", \"inputTokens\": -5}]"
            })
    void counts_below_nothing_are_no_counts(String counts) {
        var usage = "\"usage\": {%s, \"totalTokens\": 27}".formatted(counts);
        var told = invoke(
                true, stream(delta("\"text\": \"Well\""), stop("end_turn"), frame("metadata", "{" + usage + "}")));
        assertEquals("Well", text(told));
        estimated(told);
        var answer = invoke(false, whole("{\"text\": \"Well\"}", "end_turn", ", " + usage));
        assertEquals("Well", text(answer));
        estimated(answer);
    }

    private void estimated(Response told) {
        receipt(told)
                .body("status", equalTo("served"), "credits.charged", equalTo(1))
                .body("costs.attempts", hasSize(1), "costs.estimated", equalTo(true));
    }

    @Test
    void once_something_was_heard_no_fault_of_ours_makes_another_model_answer() {
        var asking = ParrotBedrock.asking(stream(delta("\"text\": \"We\""), delta("\"text\": \"ll\"")));
        var prompt = new Prompt(
                List.of(new Message(Message.Role.USER, List.of(new Content.Text(asking)))),
                List.of(),
                Prompt.Settings.NONE,
                10);
        var reply = models.stream("amazon.nova-micro-v1:0", prompt, new Listener() {
            @Override
            public boolean hear(Delta delta) {
                if (delta.equals(new Delta.Text(0, "ll"))) throw new IllegalStateException("a listener that trips");
                return true;
            }

            @Override
            public boolean isThere() {
                return true;
            }
        });
        assertInstanceOf(Reply.Broken.class, reply);
    }

    @Test
    void what_came_before_a_broken_frame_counts_though_it_came_with_it() {
        var metadata = frame("metadata", "{" + USAGE + "}");
        metadata[metadata.length - 1] ^= 1;
        var told = invoke(true, stream(delta("\"text\": \"Well\""), stop("end_turn"), metadata));
        assertEquals("Well", text(told));
        estimated(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"end\\u0000turn", "a sentence, not a word", ""})
    void a_reason_to_stop_that_is_no_word_is_unknown(String reason) {
        receipt(invoke(false, whole("{\"text\": \"Well\"}", reason, ", " + USAGE)))
                .body("stop_reason", equalTo("unknown"), "costs.attempts", hasSize(1));
        receipt(invoke(true, stream(delta("\"text\": \"Well\""), stop(reason), frame("metadata", "{" + USAGE + "}"))))
                .body("stop_reason", equalTo("unknown"), "costs.attempts", hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {USAGE, "\"usage\": null"})
    void the_use_of_a_tool_that_names_none_is_told_and_costed(String usage) {
        var answer = whole("{\"toolUse\": {}}", "tool_use", ", " + usage);
        var whole = invoke(false, answer);
        whole.then().statusCode(200).body("output.content", hasSize(1));
        receipt(whole).body("costs.cost_usd", not(equalTo("0.00")));
        converse(answer).then().statusCode(200).body("output.message.content[0].toolUse.name", equalTo(""));
    }

    @Test
    void a_number_beyond_all_reckoning_is_what_the_model_said() {
        var answer = whole(
                "{\"toolUse\": {\"toolUseId\": \"t\", \"name\": \"look\", \"input\": {\"far\": 1e9999999999}}}",
                "tool_use",
                ", " + USAGE);
        var whole = invoke(false, answer);
        whole.then().body("output.content[0].tool_use.input.far", equalTo("1e9999999999"));
        receipt(whole).body("costs.attempts", hasSize(1), "costs.estimated", equalTo(false));
        var told = invoke(
                true,
                stream(
                        frame(
                                "contentBlockStart",
                                "{\"contentBlockIndex\": 0, \"start\": {\"toolUse\": {\"toolUseId\": \"t\", \"name\": \"look\"}}}"),
                        delta("\"toolUse\": {\"input\": \"{\\\"far\\\": 1e9999999999}\"}"),
                        stop("tool_use"),
                        frame("metadata", "{" + USAGE + "}")));
        receipt(told)
                .body("status", equalTo("served"), "costs.attempts", hasSize(1), "costs.estimated", equalTo(false));
    }

    @Test
    void a_member_that_is_null_is_not_there() {
        var told = invoke(
                true,
                stream(
                        frame("contentBlockStart", "{\"contentBlockIndex\": 0, \"start\": {\"toolUse\": null}}"),
                        delta("\"text\": null, \"reasoningContent\": {\"text\": \"Hm\"}"),
                        delta("\"text\": \"Well\", \"toolUse\": null"),
                        stop("end_turn")));
        assertEquals("HmWell", text(told));
        assertEquals(-1, told.asString().indexOf("tool_use"), told.asString());
    }

    @Test
    void what_is_given_to_no_tool_is_a_text() {
        var told = invoke(true, stream(delta("\"toolUse\": {\"input\": \"Well\"}"), stop("end_turn")));
        assertEquals("Well", text(told));
        assertEquals(-1, told.asString().indexOf("tool_use"), told.asString());
    }

    @Test
    void a_sign_may_be_cut_in_two() {
        var told =
                invoke(true, stream(delta("\"text\": \"\\ud83d\""), delta("\"text\": \"\\ude00\""), stop("end_turn")));
        assertEquals("\\uD83D\\uDE00", text(told));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5_000})
    void numbers_that_do_not_fit_and_brackets_without_end_are_the_models_error(int depth) {
        var brackets = "[".repeat(depth) + "]".repeat(depth);
        var rest = depth == 0 ? ", \"usage\": {\"inputTokens\": 99999999999}" : ", \"more\": " + brackets;
        var told = invoke(false, whole("{\"text\": \"Well\"}", "end_turn", rest));
        receipt(told).body("costs.attempts.outcome", equalTo(List.of("error", "answered")));
    }
}
