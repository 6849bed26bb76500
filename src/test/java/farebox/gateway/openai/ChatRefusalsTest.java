package farebox.gateway.openai;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.UnauthorizedException;
import com.openai.errors.UnprocessableEntityException;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, and how OpenAI's client takes it. */
@QuarkusTest
class ChatRefusalsTest extends ChatScene {
    private <T extends OpenAIServiceException> T refused(Class<T> kind, String task, String text) {
        return assertThrows(
                kind, () -> openai.chat().completions().create(ask(task, text).build()));
    }

    @Test
    void too_few_credits_are_a_402_that_says_where_to_buy() {
        grant(4);
        var refused = refused(OpenAIServiceException.class, "standard", "Hello");
        assertEquals(402, refused.statusCode());
        assertEquals("insufficient_credits", refused.code().orElseThrow());
        assertEquals("insufficient_quota", refused.type().orElseThrow());
        complete(
                        "{\"model\": \"standard\", \"user\": \"%s\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}"
                                .formatted(customer))
                .statusCode(402)
                .body("error.required", equalTo(5), "error.available", equalTo(4))
                .body("error.top_up_url", containsString("/portal/enter?token="));
    }

    @Test
    void failures_have_the_kinds_that_clients_know() {
        grant(20);
        assertEquals(
                "task_not_found",
                refused(NotFoundException.class, "nothing", "Hello").code().orElseThrow());
        var failed = refused(InternalServerException.class, "simple", "Hello [error]");
        assertEquals(502, failed.statusCode());
        assertEquals(List.of("false"), failed.headers().values("x-should-retry"));
        assertThrows(NotFoundException.class, () -> openai.models().retrieve("nothing"));
        var one = ask("simple", "Hello")
                .putAdditionalHeader("Idempotency-Key", "k")
                .build();
        var other = ask("simple", "Goodbye")
                .putAdditionalHeader("Idempotency-Key", "k")
                .build();
        openai.chat().completions().create(one);
        assertThrows(
                UnprocessableEntityException.class,
                () -> openai.chat().completions().create(other));
        assertThrows(
                BadRequestException.class,
                () -> openai.chat()
                        .completions()
                        .create(ask("simple", "Hello").n(2).build()));
        var stranger = client("fbx_test_nobody");
        var unknown = assertThrows(
                UnauthorizedException.class, () -> stranger.models().list());
        assertEquals("invalid_api_key", unknown.code().orElseThrow());
        stranger.close();
        balance(19, 0);
    }

    private ValidatableResponse complete(String body) {
        return app().body(body).post("/openai/v1/chat/completions").then();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "none",
            value = {
                "nonsense | invalid_request | none",
                "[] | invalid_request | body",
                "{} | invalid_request | model",
                "{\"model\": 5} | invalid_request | model",
                "{\"model\": \"simple\", \"messages\": \"hi\"} | invalid_request | messages",
                "{\"model\": \"simple\", \"messages\": [{\"role\": \"function\"}]} | invalid_request | messages.0.role",
                "{\"model\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \" \"}]} | invalid_request | messages",
                "{\"model\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"input_audio\"}]}]} | unsupported_parameter | messages.0.content.0.type",
                "{\"model\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"file\", \"file\": {\"file_id\": \"file-1\"}}]}]} | invalid_request | messages.0.content.0.file.file_data",
                "{\"model\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"file\", \"file\": {\"file_data\": \"data:image/png;base64,aGk=\"}}]}]} | invalid_request | messages.0.content.0.file.file_data",
                "{\"model\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"image_url\", \"image_url\": {\"url\": \"https://a.b/c.png\"}}]}]} | invalid_request | messages.0.content.0.image_url.url",
                "{\"model\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"image_url\", \"image_url\": {\"url\": \"data:image/png;base64,R0lGODlh\"}}]}]} | invalid_request | messages.0.content.0.image_url.url",
                "{\"model\": \"simple\", \"messages\": [{\"role\": \"tool\", \"content\": \"hi\", \"tool_call_id\": \"a\"}]} | invalid_request | messages",
                "{\"model\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"seed\": 7} | unsupported_parameter | seed",
                "{\"model\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\", \"volume\": 7}]} | unsupported_parameter | messages.0.volume",
                "{\"model\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"response_format\": {\"type\": \"json_object\"}} | unsupported_parameter | response_format",
                "{\"model\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"service_tier\": \"scale\"} | unsupported_parameter | service_tier",
                "{\"model\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"temperature\": 1.5} | invalid_request | temperature",
                "{\"model\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"max_tokens\": 1, \"max_completion_tokens\": 2} | invalid_request | max_tokens",
                "{\"model\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"tools\": [{\"type\": \"custom\"}]} | unsupported_parameter | tools.0.type",
                "{\"model\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"a\", \"strict\": true}}]} | unsupported_parameter | tools.0.function.strict",
                "{\"model\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"user\": \"a\", \"metadata\": {\"customer\": \"b\"}} | invalid_request | customer",
                "{\"model\": \"simple\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]} | invalid_request | customer",
            })
    void what_is_not_valid_names_its_parameter(String body, String code, String param) {
        complete(body)
                .statusCode(400)
                .contentType("application/json")
                .body("error.code", equalTo(code), "error.param", equalTo(param))
                .body("error.type", equalTo("invalid_request_error"), "error.message", notNullValue());
    }

    @Test
    void values_that_are_the_default_are_taken() {
        grant(1);
        complete(("{\"model\": \"simple\", \"user\": \"%s\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}],"
                                + " \"n\": 1, \"frequency_penalty\": 0, \"presence_penalty\": 0.0, \"logprobs\": false,"
                                + " \"store\": false, \"parallel_tool_calls\": true, \"response_format\": {\"type\": \"text\"},"
                                + " \"service_tier\": \"auto\", \"seed\": null, \"stop\": [\"zebra\"], \"max_tokens\": 9, \"stream\": false}")
                        .formatted(customer))
                .statusCode(200);
    }

    @Test
    void what_is_not_there_says_so_in_the_same_words() {
        app().body("{}").post("/openai/v1/responses").then().statusCode(404).body("error.code", equalTo("not_found"));
        app().get("/openai/v1/nothing").then().statusCode(404).body("error.code", equalTo("not_found"));
        given().get("/openai/v1/models").then().statusCode(401).body("error.code", equalTo("invalid_api_key"));
        complete("x".repeat(11_000_000)).statusCode(413).body("error.code", equalTo("request_too_large"));
    }
}
