package farebox.sandbox.bedrock;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

/** Claude thinks where it is asked to, and wants back what it thought, in the words of Anthropic's API. */
@QuarkusTest
class ThinkingSandboxTest {
    private static final String CLAUDE = "anthropic.claude-sonnet-4-6";
    private static final String THINKING = """
            "inferenceConfig": {"maxTokens": 2000},
            "additionalModelRequestFields": {"thinking": {"type": "enabled", "budget_tokens": 1024}}""";
    private static final String TOOLS = """
            "toolConfig": {"tools": [{"toolSpec": {"name": "look", "inputSchema": {"json": {"type": "object"}}}}]%s}""";
    private static final String QUESTION = "{\"role\": \"user\", \"content\": [{\"text\": \"Please look [%s]\"}]}";

    private static ValidatableResponse ask(String model, String messages, String... more) {
        return given().header("Authorization", "Bearer any")
                .contentType("application/json")
                .body("{\"messages\": [%s], %s}".formatted(messages, String.join(", ", more)))
                .post("/sandbox/bedrock/model/" + model + "/converse")
                .then();
    }

    private static String answered(String said) {
        return QUESTION.formatted("tool") + ", {\"role\": \"assistant\", \"content\": [" + said
                + "]}, {\"role\": \"user\", \"content\": [{\"toolResult\": {\"toolUseId\": \"t1\", \"content\": [{\"text\": \"fog\"}]}}]}";
    }

    private static final String USE = "{\"toolUse\": {\"toolUseId\": \"t1\", \"name\": \"look\", \"input\": {}}}";

    private static String thought(String text, String signature) {
        return "{\"reasoningContent\": {\"reasoningText\": {\"text\": \"%s\", \"signature\": \"%s\"}}}"
                .formatted(text, signature);
    }

    private static JsonPath thinks(String about) {
        return ask(CLAUDE, QUESTION.formatted(about), THINKING, TOOLS.formatted(""))
                .statusCode(200)
                .body("output.message.content", hasSize(2))
                .body("output.message.content[1].toolUse.name", equalTo("look"))
                .extract()
                .jsonPath();
    }

    @Test
    void a_thought_comes_first_and_must_come_back() {
        var thought = "output.message.content[0].reasoningContent.reasoningText.";
        var answer = thinks("tool");
        var text = answer.getString(thought + "text");
        var signature = answer.getString(thought + "signature");
        ask(CLAUDE, answered(thought(text, signature) + "," + USE), THINKING, TOOLS.formatted(""))
                .statusCode(200)
                .body("output.message.content[0].reasoningContent", notNullValue())
                .body("output.message.content[1].text", containsString("fog"));
        refused(
                USE,
                "messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`. When"
                        + " `thinking` is enabled, a final `assistant` message must start with a thinking block");
        refused(thought(text + "!", signature), "messages.1.content.0: Invalid `signature` in `thinking` block");
        refused(thought(text, ""), "messages.1.content.0: Invalid `signature` in `thinking` block");
        refused(
                "{\"reasoningContent\": {\"reasoningText\": {\"text\": \"Hm\"}}}",
                "messages.1.content.0.thinking.signature: Field required");
    }

    @Test
    void a_thought_may_be_for_the_model_alone() {
        var redacted =
                thinks("tool] [redacted").getString("output.message.content[0].reasoningContent.redactedContent");
        var block = "{\"reasoningContent\": {\"redactedContent\": \"%s\"}}";
        ask(CLAUDE, answered(block.formatted(redacted) + "," + USE), THINKING, TOOLS.formatted(""))
                .statusCode(200);
        refused(block.formatted("Zm9n"), "messages.1.content.0: Invalid `data` in `redacted_thinking` block");
    }

    private static void refused(String said, String why) {
        var content = said.equals(USE) ? said : said + "," + USE;
        ask(CLAUDE, answered(content), THINKING, TOOLS.formatted(""))
                .statusCode(400)
                .header("x-amzn-errortype", "ValidationException")
                .body("message", containsString("The model returned the following errors: " + why));
    }

    @Test
    void only_who_is_asked_to_thinks_and_nobody_who_must_use_a_tool() {
        ask(CLAUDE, QUESTION.formatted("tool"), TOOLS.formatted("")).body("output.message.content", hasSize(1));
        ask(CLAUDE, QUESTION.formatted("tool"), THINKING, TOOLS.formatted(", \"toolChoice\": {\"any\": {}}"))
                .statusCode(400)
                .body("message", containsString("Thinking may not be enabled when tool_choice forces tool use."));
        ask(CLAUDE, answered(USE), THINKING.replace("enabled", "adaptive"), TOOLS.formatted(""))
                .statusCode(200)
                .body("output.message.content", hasSize(2));
        ask("amazon.nova-pro-v1:0", answered(thought("Hm", "") + "," + USE), TOOLS.formatted(""))
                .statusCode(400)
                .body("message", containsString("cannot contain reasoning content"));
    }
}
