package farebox.gateway;

import static farebox.web.Input.check;

import com.fasterxml.jackson.databind.JsonNode;
import farebox.gateway.Content.CachePoint;
import farebox.gateway.Content.Document;
import farebox.gateway.Content.Image;
import farebox.gateway.Content.Json;
import farebox.gateway.Content.RedactedThinking;
import farebox.gateway.Content.Text;
import farebox.gateway.Content.Thinking;
import farebox.gateway.Content.ToolResult;
import farebox.gateway.Content.ToolUse;
import farebox.web.Input;
import farebox.web.JsonFields;
import farebox.web.Problem;
import java.util.ArrayList;
import java.util.List;

/** Content as native requests write it: a text, or a list of blocks such as {"text": …} or {"tool_use": {…}}. */
final class Blocks {
    private Blocks() {}

    /** What is said in a message. */
    static List<Content> content(String place, JsonNode content) {
        return read(place, content, Blocks::block);
    }

    /** Instructions: texts, and where they may be kept. */
    static List<Content> system(String place, JsonNode content) {
        return read(place, content, (block, kind) -> switch (kind) {
            case "text", "cache_point" -> block(block, kind);
            default -> throw Problem.unsupported(block.place(kind)).exception();
        });
    }

    private interface Block {
        Content read(JsonFields block, String kind);
    }

    private static List<Content> read(String place, JsonNode content, Block block) {
        if (content.isTextual()) return List.of(new Text(content.textValue()));
        check(content.isArray(), place, place + " must be a text or a list of blocks.");
        var blocks = new ArrayList<Content>();
        for (var node : content) {
            var fields = JsonFields.of(place + "." + blocks.size(), node);
            check(fields.names().size() == 1, place + "." + blocks.size(), "A block has one member, such as text.");
            blocks.add(block.read(fields, fields.names().getFirst()));
            fields.nothingElse();
        }
        return blocks;
    }

    private static Content block(JsonFields block, String kind) {
        return switch (kind) {
            case "text" -> new Text(block.required(kind, block::text));
            case "image" -> image(block.required(kind, block::object));
            case "document" -> document(block.required(kind, block::object));
            case "thinking" -> thinking(block.required(kind, block::object));
            case "tool_use" -> toolUse(block.required(kind, block::object));
            case "tool_result" -> toolResult(block.required(kind, block::object));
            case "cache_point" -> CachePoint.of(block.required(kind, block::object));
            default -> throw Problem.unsupported(block.place(kind)).exception();
        };
    }

    private static Content thinking(JsonFields thinking) {
        var redacted = thinking.text("redacted");
        return redacted.isPresent()
                ? RedactedThinking.of(thinking.place("redacted"), redacted.get())
                : new Thinking(thinking.required("text", thinking::text), thinking.text("signature"));
    }

    private static Image image(JsonFields image) {
        var bytes = Input.base64(image.place("bytes"), image.required("bytes", image::text));
        return Image.of(image.place("format"), image.required("format", image::text), bytes);
    }

    private static Document document(JsonFields document) {
        var bytes = Input.base64(document.place("bytes"), document.required("bytes", document::text));
        return Document.of(
                document.place("bytes"),
                document.required("format", document::text),
                document.required("name", document::text),
                bytes);
    }

    private static ToolUse toolUse(JsonFields use) {
        return new ToolUse(
                use.required("id", use::text), use.required("name", use::text), use.required("input", use::any));
    }

    private static ToolResult toolResult(JsonFields result) {
        var id = result.required("tool_use_id", result::text);
        var content =
                read(result.place("content"), result.required("content", result::any), (block, kind) -> switch (kind) {
                    case "text", "image", "document" -> block(block, kind);
                    case "json" -> new Json(block.required(kind, block::any));
                    default -> throw Problem.unsupported(block.place(kind)).exception();
                });
        return new ToolResult(id, content, result.flag("failed"));
    }
}
