package farebox.gateway.converse;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.customer.Brakes;
import farebox.web.Problem;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrockruntime.model.ServiceUnavailableException;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/** What is refused, and how AWS's client takes it. */
@QuarkusTest
class ConverseRefusalsTest extends ConverseScene {
    private <T extends BedrockRuntimeException> T refused(Class<T> kind, String task, String text) {
        return assertThrows(kind, () -> bedrock.converse(ask(task, text).build()));
    }

    @Test
    void too_few_credits_are_a_402_that_says_where_to_buy() {
        grant(4);
        var refused = refused(BedrockRuntimeException.class, "standard", "Hello");
        assertEquals(402, refused.statusCode());
        assertEquals("InsufficientCreditsException", refused.awsErrorDetails().errorCode());
        assertTrue(refused.awsErrorDetails().errorMessage().contains("5 credits"));
        assertTrue(refused.awsErrorDetails().rawResponse().asUtf8String().contains("/portal/enter?token="));
        assertTrue(refused.requestId().startsWith("req_"));
        converse("standard", "{\"messages\": [{\"role\": \"user\", \"content\": [{\"text\": \"hi\"}]}]}")
                .statusCode(402)
                .body("code", equalTo("insufficient_credits"), "required", equalTo(5), "available", equalTo(4))
                .body("top_up_url", containsString("/portal/enter?token="));
    }

    @Test
    void a_key_is_for_the_task_class_in_the_path_too() {
        grant(20);
        bedrock.converse(under("k", ask("simple", "Hello")).build());
        var reused = assertThrows(
                ValidationException.class,
                () -> bedrock.converse(under("k", ask("standard", "Hello")).build()));
        assertTrue(reused.awsErrorDetails().rawResponse().asUtf8String().contains("idempotency_key_reused"));
        balance(19, 0);
    }

    @Test
    void failures_have_the_types_that_clients_know() {
        grant(20);
        refused(ResourceNotFoundException.class, "nothing", "Hello");
        refused(
                ResourceNotFoundException.class,
                "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-micro-v1:0",
                "Hello");
        var failed = refused(ModelErrorException.class, "simple", "Hello [error]");
        assertEquals(424, failed.statusCode());
        refused(ServiceUnavailableException.class, "simple", "Hello [throttle]");
        bedrock.converse(under("k", ask("simple", "Hello")).build());
        assertThrows(
                ValidationException.class,
                () -> bedrock.converse(under("k", ask("simple", "Goodbye")).build()));
        assertThrows(
                ValidationException.class,
                () -> bedrock.converse(ask("simple", "Hello")
                        .overrideConfiguration(override -> override.putHeader("Farebox-Customer", "eve"))
                        .build()));
        try (var stranger = client("fbx_test_nobody")) {
            var unknown = assertThrows(
                    AccessDeniedException.class,
                    () -> stranger.converse(ask("simple", "Hello").build()));
            assertEquals(403, unknown.statusCode());
        }
        balance(19, 0);
    }

    @Test
    void a_key_that_asks_too_often_is_throttled_and_told_when_to_come_back() {
        grant(20);
        var made = keys.all().getFirst();
        keys.change(made.no(), made.allowed(), new Brakes(Optional.of(1), Optional.empty(), Optional.empty()));
        bedrock.converse(ask("simple", "Hello").build());
        var refused = refused(ThrottlingException.class, "simple", "Hello");
        assertEquals(429, refused.statusCode());
        var wait = refused.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("Retry-After");
        assertTrue(Integer.parseInt(wait.orElseThrow()) >= 1);
        keys.change(made.no(), made.allowed(), Brakes.NONE);
        balance(19, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "400, ValidationException, 400, validationException",
        "401, AccessDeniedException, 403, accessDeniedException",
        "402, InsufficientCreditsException, 402, insufficientCreditsException",
        "403, AccessDeniedException, 403, accessDeniedException",
        "404, ResourceNotFoundException, 404, resourceNotFoundException",
        "409, ThrottlingException, 429, throttlingException",
        "413, ValidationException, 400, validationException",
        "422, ValidationException, 400, validationException",
        "429, ThrottlingException, 429, throttlingException",
        "500, InternalServerException, 500, internalServerException",
        "502, ModelErrorException, 424, modelStreamErrorException",
        "503, ServiceUnavailableException, 503, serviceUnavailableException",
        "504, ModelErrorException, 424, modelStreamErrorException"
    })
    void every_problem_has_a_type(int status, String type, int told, String typeInStream) {
        var error = AwsError.of(Problem.of(status, "code", "title", "detail"));
        assertEquals(type, error.type());
        assertEquals(told, error.status());
        assertEquals(typeInStream, error.typeInStream());
    }

    private ValidatableResponse converse(String task, String body) {
        return app().header("Farebox-Customer", customer)
                .body(body)
                .post("/bedrock/model/" + task + "/converse")
                .then();
    }

    @Test
    void what_is_nowhere_or_too_large_is_told_in_the_same_way() {
        app().body("{}")
                .post("/bedrock/model/simple/invoke")
                .then()
                .statusCode(404)
                .header("x-amzn-ErrorType", "ResourceNotFoundException")
                .header("x-amzn-RequestId", notNullValue());
        converse("simple", " ".repeat(11_000_000))
                .statusCode(400)
                .header("x-amzn-ErrorType", "ValidationException")
                .body("code", equalTo("request_too_large"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "none",
            value = {
                "nonsense | invalid_request | none",
                "[] | invalid_request | body",
                "{} | invalid_request | messages",
                "{\"messages\": \"hi\"} | invalid_request | messages",
                "{\"messages\": [{\"role\": \"system\"}]} | invalid_request | messages.0.role",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]} | invalid_request | messages.0.content",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"text\": \" \"}]}]} | invalid_request | messages",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{}]}]} | invalid_request | content",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"document\": {\"name\": \"a\", \"format\": \"txt\", \"source\": {\"s3Location\": {}}}}]}]} | unsupported_parameter | messages.0.content.0.document.source.s3Location",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"document\": {\"name\": \"a\", \"format\": \"pdf\", \"source\": {\"bytes\": \"aGk=\"}}}]}]} | invalid_request | messages.0.content.0.document.source.bytes",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"document\": {\"name\": \"a.b\", \"format\": \"txt\", \"source\": {\"bytes\": \"aGk=\"}}}]}]} | invalid_request | messages.0.content.0.document.source.bytes",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"document\": {\"name\": \"a\", \"format\": \"txt\", \"citations\": {\"enabled\": true}, \"source\": {\"bytes\": \"aGk=\"}}}]}]} | unsupported_parameter | messages.0.content.0.document.citations.enabled",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"document\": {\"name\": \"a\", \"source\": {\"text\": \"hi\"}}}]}]} | invalid_request | messages",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"cachePoint\": {\"type\": \"default\", \"ttl\": \"2h\"}}]}]} | invalid_request | messages.0.content.0.cachePoint.ttl",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"image\": {\"format\": \"png\", \"source\": {\"s3Location\": {}}}}]}]} | unsupported_parameter | messages.0.content.0.image.source.s3Location",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"image\": {\"format\": \"png\", \"source\": {\"bytes\": \"R0lGODlh\"}}}]}]} | invalid_request | messages.0.content.0.image.source.bytes",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"toolResult\": {\"toolUseId\": \"a\", \"status\": \"odd\"}}]}]} | invalid_request | messages.0.content.0.toolResult.status",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"text\": \"hi\"}], \"volume\": 7}]} | unsupported_parameter | messages.0.volume",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"text\": \"hi\"}]}], \"system\": [{\"guardContent\": {}}]} | unsupported_parameter | system.0.guardContent",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"text\": \"hi\"}]}], \"inferenceConfig\": {\"topK\": 5}} | unsupported_parameter | inferenceConfig.topK",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"text\": \"hi\"}]}], \"inferenceConfig\": {\"maxTokens\": 0}} | invalid_request | max_tokens",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"text\": \"hi\"}]}], \"additionalModelRequestFields\": [5]} | invalid_request | additional_model_request_fields",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"text\": \"hi\"}]}], \"additionalModelRequestFields\": {\"inferenceConfig\": {\"maxTokens\": 9}}} | unsupported_parameter | additional_model_request_fields.inferenceConfig.maxTokens",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"text\": \"hi\"}]}], \"additionalModelRequestFields\": {\"max_tokens\": 9}} | unsupported_parameter | additional_model_request_fields.max_tokens",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"text\": \"hi\"}]}], \"additionalModelRequestFields\": {\"n\": 2}} | unsupported_parameter | additional_model_request_fields.n",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"text\": \"hi\"}]}], \"serviceTier\": {\"type\": \"express\"}} | unsupported_parameter | serviceTier.type",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"text\": \"hi\"}]}], \"guardrailConfig\": {\"guardrailIdentifier\": \"a\", \"guardrailVersion\": \"1\", \"trace\": \"enabled\"}} | unsupported_parameter | guardrailConfig.trace",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"text\": \"hi\"}]}], \"toolConfig\": {\"tools\": []}} | invalid_request | tools",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"text\": \"hi\"}]}], \"toolConfig\": {\"tools\": [{\"systemTool\": {\"name\": \"a\"}}]}} | invalid_request | toolConfig.tools.0.toolSpec",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"text\": \"hi\"}]}], \"outputConfig\": {}} | unsupported_parameter | outputConfig"
            })
    void what_cannot_be_done_is_refused_by_name(String body, String code, String param) {
        grant(5);
        converse("simple", body)
                .statusCode(400)
                .header("x-amzn-ErrorType", "ValidationException")
                .header("x-amzn-RequestId", notNullValue())
                .body("message", notNullValue(), "code", equalTo(code), "param", equalTo(param));
        balance(5, 0);
    }
}
