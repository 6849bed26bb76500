package farebox.gateway;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** More than texts: tools, pictures, instructions with a cache point, and how to answer. */
@QuarkusTest
class ContentTest extends InvocationScene {
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";
    private static final String WEATHER = """
            [{"name": "get_weather", "description": "Says what the weather is.", "input_schema": {"type": "object",
              "properties": {"city": {"type": "string"}, "days": {"type": "integer"}}, "required": ["city"]}}]
            """;

    private String ask(String task, String messages, String more) {
        return "{\"customer\": \"%s\", \"task\": \"%s\", \"messages\": [%s]%s}"
                .formatted(customer, task, messages, more);
    }

    private static String user(String content) {
        return "{\"role\": \"user\", \"content\": %s}".formatted(content);
    }

    @Test
    void a_model_asks_for_a_tool_and_goes_on_with_its_result() {
        grant(20);
        var question = user("\"Please call get_weather in Oslo for 3 days\"");
        var tools = ", \"tools\": " + WEATHER;
        var first = invoke("asks", ask("standard", question, tools))
                .statusCode(200)
                .body("stop_reason", equalTo("tool_use"))
                .body("output.content", hasSize(1))
                .body("output.content[0].tool_use.name", equalTo("get_weather"))
                .body("output.content[0].tool_use.input.city", equalTo("Oslo"))
                .body("output.content[0].tool_use.input.days", equalTo(3))
                .body("output.content[0].tool_use.id", startsWith("tooluse_"))
                .extract();
        var again = invoke("asks", ask("standard", question, tools))
                .statusCode(200)
                .header("Idempotent-Replayed", "true")
                .extract();
        assertEquals(first.body().jsonPath().getMap(""), again.body().jsonPath().getMap(""));
        var id = first.<String>path("output.content[0].tool_use.id");
        var use =
                "{\"role\": \"assistant\", \"content\": [{\"tool_use\": {\"id\": \"%s\", \"name\": \"get_weather\", \"input\": {\"city\": \"Oslo\"}}}]}"
                        .formatted(id);
        var result =
                "[{\"tool_result\": {\"tool_use_id\": \"%s\", \"content\": [{\"json\": {\"sky\": \"clear\"}}, {\"image\": {\"format\": \"png\", \"bytes\": \"%s\"}}]}}]"
                        .formatted(id, PIXEL);
        invoke("goes on", ask("standard", question + "," + use + "," + user(result), tools))
                .statusCode(200)
                .body("stop_reason", equalTo("end_turn"))
                .body("output.content[0].text", containsString("clear"));
        invoke("without tools", ask("standard", question + "," + use + "," + user(result), ""))
                .statusCode(400)
                .body("param", equalTo("tools"));
        invoke("no result", ask("standard", question + "," + use + "," + user("\"and?\""), tools))
                .statusCode(400)
                .body("param", equalTo("messages"));
        balance(10, 0);
    }

    @Test
    void a_tool_that_must_be_used_is_used() {
        grant(20);
        var question = user("\"Hello\"");
        invoke("any", ask("simple", question, ", \"tool_choice\": \"any\", \"tools\": " + WEATHER))
                .body("stop_reason", equalTo("tool_use"));
        invoke(
                        "named",
                        ask(
                                "simple",
                                question,
                                ", \"tool_choice\": {\"tool\": \"get_weather\"}, \"tools\": " + WEATHER))
                .body("output.content[0].tool_use.name", equalTo("get_weather"));
        invoke("free", ask("simple", question, ", \"tool_choice\": \"auto\", \"tools\": " + WEATHER))
                .body("stop_reason", equalTo("end_turn"));
    }

    @Test
    void pictures_are_looked_at_and_counted() {
        grant(20);
        var picture = "{\"image\": {\"format\": \"png\", \"bytes\": \"%s\"}}".formatted(PIXEL);
        invoke("looks", ask("standard", user("[{\"text\": \"What is this?\"}, %s]".formatted(picture)), ""))
                .statusCode(200)
                .body("usage.input_tokens", equalTo(1_504));
        invoke("too many", ask("standard", user("[" + (picture + ",").repeat(20) + picture + "]"), ""))
                .statusCode(400)
                .body("code", equalTo("input_too_large"));
    }

    @Test
    void documents_are_read_and_counted() {
        grant(20);
        var paper = "{\"document\": {\"format\": \"txt\", \"name\": \"Notes\", \"bytes\": \"VGVudHMgbGVhaw==\"}}";
        var said = "[{\"text\": \"Summed up?\"}, %s]";
        var fields = ", \"additional_model_request_fields\": {\"inferenceConfig\": {\"topK\": 5}}";
        invoke("reads", ask("standard", user(said.formatted(paper)), fields))
                .statusCode(200)
                .body("output.content[0].text", containsString("Tents leak"));
        invoke("by the second", ask("simple", user(said.formatted(paper)), ""))
                .statusCode(200)
                .body("output.content[0].text", containsString("Tents leak"));
        var locked = "{\"document\": {\"format\": \"pdf\", \"name\": \"Scan\", \"bytes\": \"JVBERi0xLjQgbG9ja2Vk\"}}";
        invoke("locked", ask("standard", user(said.formatted(locked)), ""))
                .statusCode(400)
                .body("detail", containsString("is broken, locked"));
        invoke("too many", ask("standard", user(said.formatted((paper + ",").repeat(5) + paper)), ""))
                .statusCode(400)
                .body("code", equalTo("input_too_large"));
        invoke(
                        "unknown to the model",
                        ask("standard", user("\"Hi\""), ", \"additional_model_request_fields\": {\"k\": 5}"))
                .statusCode(502)
                .body("code", equalTo("model_error"));
        invoke("no object", ask("standard", user("\"Hi\""), ", \"additional_model_request_fields\": [5]"))
                .statusCode(400)
                .body("param", equalTo("additional_model_request_fields"));
        balance(14, 0);
    }

    @Test
    void instructions_limits_and_guardrails_reach_the_model() {
        grant(20);
        var more =
                ", \"system\": [{\"text\": \"Be brief.\"}, {\"cache_point\": {}}], \"temperature\": 0.5, \"top_p\": 1,"
                        + " \"stop_sequences\": [\" \"], \"max_tokens\": 50";
        invoke("stops", ask("simple", user("\"Hello\""), more))
                .statusCode(200)
                .body("stop_reason", equalTo("stop_sequence"));
        invoke(
                        "guarded",
                        ask(
                                "simple",
                                user("\"Hello [guardrail]\""),
                                ", \"guardrail\": {\"id\": \"abc123\", \"version\": \"DRAFT\"}"))
                .statusCode(200)
                .body("stop_reason", equalTo("guardrail_intervened"));
    }

    @Test
    void tools_are_told_as_they_come() {
        grant(20);
        var body = ask("standard", user("\"Now get_weather of Oslo\""), ", \"stream\": true, \"tools\": " + WEATHER);
        var told = invoke("told", body).statusCode(200).extract().asString();
        assertEquals(1, told.split("\"name\":\"get_weather\"", -1).length - 1);
        var again = invoke("told", body)
                .header("Idempotent-Replayed", "true")
                .extract()
                .asString();
        assertEquals(1, again.split("\"name\":\"get_weather\"", -1).length - 1);
        assertEquals(told.substring(told.indexOf("event: receipt")), again.substring(again.indexOf("event: receipt")));
    }
}
