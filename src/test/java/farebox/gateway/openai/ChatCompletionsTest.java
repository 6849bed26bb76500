package farebox.gateway.openai;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionCreateParams.Metadata;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import farebox.customer.AppKey;
import farebox.customer.AppKey.Naming;
import farebox.customer.Caller;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Driven by OpenAI's own client for Java. */
@QuarkusTest
class ChatCompletionsTest extends ChatScene {
    private static final String PIXEL =
            "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";

    private static String text(ChatCompletion answer) {
        return answer.choices().getFirst().message().content().orElseThrow();
    }

    private static String finish(ChatCompletion answer) {
        return answer.choices().getFirst().finishReason().asString();
    }

    @Test
    void an_answer_comes_with_its_receipt() {
        grant(20);
        try (var response = openai.chat()
                .completions()
                .withRawResponse()
                .create(ask("standard", "How do I choose a tent?")
                        .maxCompletionTokens(200)
                        .build())) {
            assertEquals(List.of("5"), response.headers().values("Farebox-Credits-Charged"));
            assertEquals(List.of("15"), response.headers().values("Farebox-Credits-Available"));
            assertEquals(List.of("false"), response.headers().values("Farebox-Livemode"));
            var answer = response.parse();
            assertTrue(text(answer).contains("tent"));
            assertEquals("standard", answer.model());
            assertEquals("stop", finish(answer));
            assertEquals(6, answer.usage().orElseThrow().promptTokens());
            assertEquals(
                    6 + answer.usage().orElseThrow().completionTokens(),
                    answer.usage().orElseThrow().totalTokens());
            assertEquals(List.of(answer.id()), response.headers().values("Farebox-Invocation-Id"));
            assertEquals(new Receipt(answer.id(), 5, 15), Receipt.of(answer));
        }
        balance(15, 0);
    }

    @Test
    void many_turns_and_instructions_make_one_conversation() {
        grant(20);
        var answer = openai.chat()
                .completions()
                .create(asking("simple")
                        .addSystemMessage("Be brief.")
                        .addDeveloperMessage("Be kind.")
                        .addUserMessage("Hello")
                        .addUserMessage("Are you there?")
                        .addAssistantMessage("I am.")
                        .addUserMessage("Tell me about lighthouses")
                        .temperature(0.2)
                        .topP(0.9)
                        .stop("zebra")
                        .n(1)
                        .maxCompletionTokens(10)
                        .build());
        assertTrue(text(answer).length() <= 40);
        assertEquals("length", finish(answer));
        assertEquals(10, answer.usage().orElseThrow().completionTokens());
    }

    @Test
    void tools_are_called_and_answered() {
        grant(20);
        var first = ask("standard", "Please call get_weather for Oslo, and then for 3 days [tools]")
                .addTool(function("get_weather", Map.of("city", Map.of("type", "string"))))
                .addTool(function("get_days", Map.of("days", Map.of("type", "integer"))));
        var asked = openai.chat().completions().create(first.build());
        assertEquals("tool_calls", finish(asked));
        var message = asked.choices().getFirst().message();
        assertTrue(message.content().isEmpty());
        var calls = message.toolCalls().orElseThrow().stream()
                .map(call -> call.asFunction())
                .toList();
        assertEquals(
                List.of("get_weather", "get_days"),
                calls.stream().map(call -> call.function().name()).toList());
        assertEquals("{\"city\":\"Oslo\"}", calls.getFirst().function().arguments());
        var next = first.addMessage(message);
        for (ChatCompletionMessageFunctionToolCall call : calls)
            next.addMessage(ChatCompletionToolMessageParam.builder()
                    .toolCallId(call.id())
                    .content("rain, says " + call.function().name())
                    .build());
        var answer =
                openai.chat().completions().create(next.addUserMessage("So?").build());
        assertEquals("stop", finish(answer));
        assertTrue(text(answer).contains("rain"));
        balance(10, 0);
    }

    @Test
    void pictures_are_looked_at() {
        grant(20);
        var picture = ChatCompletionContentPartImage.builder()
                .imageUrl(ChatCompletionContentPartImage.ImageUrl.builder()
                        .url(PIXEL)
                        .build())
                .build();
        var answer = openai.chat()
                .completions()
                .create(asking("standard")
                        .addUserMessageOfArrayOfContentParts(List.of(
                                ChatCompletionContentPart.ofText(ChatCompletionContentPartText.builder()
                                        .text("What is this?")
                                        .build()),
                                ChatCompletionContentPart.ofImageUrl(picture)))
                        .build());
        assertTrue(answer.usage().orElseThrow().promptTokens() > 1_500);
    }

    @Test
    void files_are_read() {
        grant(20);
        var file = ChatCompletionContentPart.File.FileObject.builder()
                .filename("my_notes.v2.txt")
                .fileData("data:text/plain;base64,VGVudHMgbGVhaw==")
                .build();
        var answer = openai.chat()
                .completions()
                .create(asking("standard")
                        .addUserMessageOfArrayOfContentParts(List.of(
                                ChatCompletionContentPart.ofText(ChatCompletionContentPartText.builder()
                                        .text("Summed up?")
                                        .build()),
                                ChatCompletionContentPart.ofFile(ChatCompletionContentPart.File.builder()
                                        .file(file)
                                        .build())))
                        .build());
        assertTrue(text(answer).contains("Tents leak"));
    }

    @Test
    void the_same_key_charges_once() {
        grant(20);
        var asked = ask("standard", "Hello")
                .putAdditionalHeader("Idempotency-Key", "chat-1")
                .build();
        var first = openai.chat().completions().create(asked);
        try (var again = openai.chat().completions().withRawResponse().create(asked)) {
            assertEquals(List.of("true"), again.headers().values("Idempotent-Replayed"));
            assertEquals(first, again.parse());
        }
        balance(15, 0);
    }

    @Test
    void a_customer_is_named_by_metadata_by_header_or_by_the_key_itself() {
        grant(20);
        var named = ChatCompletionCreateParams.builder().model("simple").addUserMessage("Hello");
        var metadata = Metadata.builder()
                .putAdditionalProperty("customer", JsonValue.from(customer))
                .putAdditionalProperty("trip", JsonValue.from("north"))
                .build();
        var first = openai.chat().completions().create(named.metadata(metadata).build());
        app().get("/v1/invocations/" + first.id()).then().body("metadata", equalTo(Map.of("trip", "north")));
        openai.chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model("simple")
                        .addUserMessage("Hello")
                        .putAdditionalHeader("Farebox-Customer", customer)
                        .build());
        balance(18, 0);
        var naming = new Naming(Optional.of(customer), false);
        var own = keys.create(
                apps.ensure("invocations").no(), "own", new AppKey.Allowed(Set.of(Caller.COSTS_READ), false, naming));
        var client = client(own);
        client.chat()
                .completions()
                .create(askingFor("a hash of somebody, and no customer")
                        .addUserMessage("Hello")
                        .build());
        client.close();
        balance(17, 0);
    }

    @Test
    void task_classes_are_the_models() {
        var models = openai.models().list().data();
        assertTrue(models.stream()
                .map(model -> model.id())
                .toList()
                .containsAll(List.of("simple", "standard", "premium")));
        assertEquals("standard", openai.models().retrieve("standard").id());
        assertFalse(models.getFirst().ownedBy().isEmpty());
    }
}
