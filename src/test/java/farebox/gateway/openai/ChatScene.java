package farebox.gateway.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import farebox.gateway.InvocationScene;
import io.restassured.RestAssured;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A stock OpenAI client, of which only address and key are not OpenAI's own. */
@SuppressWarnings("deprecation") // what most clients still send, and where this one keeps what it does not know
abstract class ChatScene extends InvocationScene {
    OpenAIClient openai;

    /** What a client that knows nothing of it keeps in {@code farebox}. */
    record Receipt(String invocation, long charged, long available) {
        static Receipt of(ChatCompletion answer) {
            return answer._additionalProperties().get("farebox").convert(Receipt.class);
        }

        static Receipt of(ChatCompletionChunk chunk) {
            return chunk._additionalProperties().get("farebox").convert(Receipt.class);
        }
    }

    @BeforeEach
    void connect() {
        openai = client(key);
    }

    @AfterEach
    void disconnect() {
        openai.close();
    }

    static OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl("http://localhost:" + RestAssured.port + "/openai/v1")
                .apiKey(key)
                .maxRetries(0)
                .build();
    }

    ChatCompletionCreateParams.Builder ask(String task, String text) {
        return asking(task).addUserMessage(text);
    }

    ChatCompletionCreateParams.Builder asking(String task) {
        return ChatCompletionCreateParams.builder().model(task).user(customer);
    }

    /** A request of somebody whom the app knows and Farebox does not. */
    static ChatCompletionCreateParams.Builder askingFor(String somebody) {
        return ChatCompletionCreateParams.builder().model("simple").user(somebody);
    }

    static ChatCompletionFunctionTool function(String name, Map<String, Object> properties) {
        var parameters = FunctionParameters.builder()
                .putAdditionalProperty("type", JsonValue.from("object"))
                .putAdditionalProperty("properties", JsonValue.from(properties))
                .build();
        return ChatCompletionFunctionTool.builder()
                .function(FunctionDefinition.builder()
                        .name(name)
                        .description("Does what it is called.")
                        .parameters(parameters)
                        .build())
                .build();
    }
}
