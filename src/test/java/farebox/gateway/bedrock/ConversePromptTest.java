package farebox.gateway.bedrock;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import farebox.cost.ServiceTier;
import farebox.gateway.Content;
import farebox.gateway.ImageFormat;
import farebox.gateway.Message;
import farebox.gateway.Message.Role;
import farebox.gateway.Prompt;
import farebox.gateway.Prompt.Guardrail;
import farebox.gateway.Prompt.Sampling;
import farebox.gateway.Prompt.Settings;
import farebox.gateway.Tools;
import farebox.gateway.Tools.Choice;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;

/** What the gateway knows, in the words of Converse. */
class ConversePromptTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text);
    }

    @Test
    void every_piece_of_a_conversation_has_its_block() throws Exception {
        var picture = new Content.Image(ImageFormat.WEBP, new byte[] {1, 2});
        var paper = Content.Document.of("", "md", "My notes", new byte[] {35});
        var result = new Content.ToolResult(
                "t1", List.of(new Content.Text("ten"), new Content.Json(json("{\"c\": 10}")), picture, paper), true);
        var asked = new ConversePrompt(new Prompt(
                List.of(
                        new Message(
                                Role.USER,
                                List.of(picture, new Content.Text("hi"), new Content.CachePoint(true), paper)),
                        new Message(
                                Role.ASSISTANT,
                                List.of(
                                        new Content.Thinking("Hm", Optional.of("c2lnbmVk")),
                                        new Content.Thinking("Well", Optional.empty()),
                                        new Content.RedactedThinking("AQI="),
                                        new Content.ToolUse("t1", "look", json("{\"at\": 1}")))),
                        new Message(Role.USER, List.of(result))),
                List.of(new Content.Text("Be brief."), new Content.CachePoint(false)),
                Settings.NONE,
                77));
        var said = asked.messages();
        assertEquals(
                List.of(
                        ContentBlock.Type.IMAGE,
                        ContentBlock.Type.TEXT,
                        ContentBlock.Type.CACHE_POINT,
                        ContentBlock.Type.DOCUMENT),
                said.getFirst().content().stream().map(ContentBlock::type).toList());
        var image = said.getFirst().content().getFirst().image();
        assertEquals("webp", image.formatAsString());
        assertArrayEquals(new byte[] {1, 2}, image.source().bytes().asByteArray());
        var thoughts = said.get(1).content();
        assertEquals(
                "Hm", thoughts.getFirst().reasoningContent().reasoningText().text());
        assertEquals(
                "c2lnbmVk",
                thoughts.getFirst().reasoningContent().reasoningText().signature());
        assertNull(thoughts.get(1).reasoningContent().reasoningText().signature());
        assertArrayEquals(
                new byte[] {1, 2},
                thoughts.get(2).reasoningContent().redactedContent().asByteArray());
        var use = said.get(1).content().getLast().toolUse();
        assertEquals(1, use.input().asMap().get("at").asNumber().intValue());
        var answered = said.get(2).content().getFirst().toolResult();
        assertEquals("error", answered.statusAsString());
        assertEquals("ten", answered.content().getFirst().text());
        assertEquals(
                10, answered.content().get(1).json().asMap().get("c").asNumber().intValue());
        var document = said.getFirst().content().get(3).document();
        assertEquals("md", document.formatAsString());
        assertEquals("My notes", document.name());
        assertArrayEquals(new byte[] {35}, document.source().bytes().asByteArray());
        assertEquals(document, answered.content().get(3).document());
        assertNull(asked.additional());
        assertEquals("default", asked.system().get(1).cachePoint().typeAsString());
        assertNull(asked.system().get(1).cachePoint().ttl());
        assertEquals("1h", said.getFirst().content().get(2).cachePoint().ttlAsString());
        assertNull(asked.tier());
        assertEquals(77, asked.inference().maxTokens());
        assertNull(asked.inference().temperature());
        assertNull(asked.tools());
        assertNull(asked.guardrail());
    }

    @Test
    void settings_are_passed_on() throws Exception {
        var tool = new Tools.Tool("look", Optional.of("Looks."), json("{\"type\": \"object\"}"));
        var settings = new Settings(
                Optional.of(
                        new Tools(List.of(tool), new Choice.Named("look"), Optional.of(new Content.CachePoint(true)))),
                new Sampling(Optional.of(0.25), Optional.of(0.5), List.of("END")),
                Optional.of(new Guardrail("g1", "3")),
                ServiceTier.FLEX,
                Optional.of(json("{\"top_k\": 5}")));
        var asked = new ConversePrompt(new Prompt(List.of(), List.of(), settings, 1));
        assertEquals(5, asked.additional().asMap().get("top_k").asNumber().intValue());
        assertEquals("look", asked.tools().tools().getFirst().toolSpec().name());
        assertEquals(
                "object",
                asked.tools()
                        .tools()
                        .getFirst()
                        .toolSpec()
                        .inputSchema()
                        .json()
                        .asMap()
                        .get("type")
                        .asString());
        assertEquals("default", asked.tools().tools().get(1).cachePoint().typeAsString());
        assertEquals("1h", asked.tools().tools().get(1).cachePoint().ttlAsString());
        assertEquals("flex", asked.tier().typeAsString());
        assertEquals("look", asked.tools().toolChoice().tool().name());
        assertEquals(0.25f, asked.inference().temperature());
        assertEquals(0.5f, asked.inference().topP());
        assertEquals(List.of("END"), asked.inference().stopSequences());
        assertEquals("g1", asked.guardrail().guardrailIdentifier());
        assertEquals("3", asked.guardrailOfStream().guardrailVersion());
        assertEquals("sync", asked.guardrailOfStream().streamProcessingModeAsString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":[1,2.50,true,null,\"x\"],\"b\":{\"c\":12345678901234567890}}",
                "[1E+400]",
                "[0.1]",
            })
    void json_comes_back_as_it_went(String text) throws Exception {
        assertEquals(
                json(text).toString(), Documents.json(Documents.of(json(text))).toString());
    }

    @Test
    void a_muddled_input_is_kept_as_it_was_said() {
        assertEquals("{\"a\":", Documents.parsed("{\"a\":").textValue());
        assertEquals("{}", Documents.parsed("").toString());
    }
}
