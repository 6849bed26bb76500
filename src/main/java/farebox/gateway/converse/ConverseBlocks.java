package farebox.gateway.converse;

import static farebox.web.Input.check;

import farebox.gateway.Content;
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
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Content as Converse has it: lists of blocks, each with one member that says what it is. */
final class ConverseBlocks {
    private ConverseBlocks() {}

    /** What is said in a message. */
    static List<Content> content(JsonFields message) {
        return read(message, "content", ConverseBlocks::block);
    }

    /** Instructions: texts, and where they may be kept. */
    static List<Content> system(JsonFields body) {
        return read(body, "system", (block, kind) -> switch (kind) {
            case "text", "cachePoint" -> block(block, kind);
            default -> throw unsupported(block, kind);
        });
    }

    static CachePoint cachePoint(JsonFields point) {
        check(
                point.required("type", point::text).equals("default"),
                point.place("type"),
                point.place("type") + " is default.");
        return CachePoint.of(point);
    }

    private interface Block {
        Content read(JsonFields block, String kind);
    }

    private static List<Content> read(JsonFields within, String name, Block block) {
        return within.objects(name).stream()
                .map(fields -> block.read(fields, kind(fields, name)))
                .toList();
    }

    /** The one member that an object of Converse's unions has. */
    static String kind(JsonFields union, String of) {
        check(union.names().size() == 1, of, "Each object in " + of + " has one member.");
        return union.names().getFirst();
    }

    private static Content block(JsonFields block, String kind) {
        return switch (kind) {
            case "text" -> new Text(block.required(kind, block::text));
            case "image" -> image(block.required(kind, block::object));
            case "document" -> document(block.required(kind, block::object));
            case "reasoningContent" -> thinking(block.required(kind, block::object));
            case "toolUse" -> toolUse(block.required(kind, block::object));
            case "toolResult" -> toolResult(block.required(kind, block::object));
            case "cachePoint" -> cachePoint(block.required(kind, block::object));
            default -> throw unsupported(block, kind);
        };
    }

    private static RuntimeException unsupported(JsonFields block, String kind) {
        return Problem.unsupported(block.place(kind)).exception();
    }

    private static Content thinking(JsonFields reasoning) {
        var kind = kind(reasoning, "reasoningContent");
        return switch (kind) {
            case "reasoningText" -> {
                var thought = reasoning.required(kind, reasoning::object);
                yield new Thinking(thought.required("text", thought::text), thought.text("signature"));
            }
            case "redactedContent" ->
                RedactedThinking.of(reasoning.place(kind), reasoning.required(kind, reasoning::text));
            default -> throw unsupported(reasoning, kind);
        };
    }

    private static Image image(JsonFields image) {
        var source = image.required("source", image::object);
        var kind = kind(source, "source");
        // Nothing is fetched from elsewhere here, such as from S3.
        if (!kind.equals("bytes")) throw unsupported(source, kind);
        var place = source.place(kind);
        return Image.of(
                place, image.required("format", image::text), Input.base64(place, source.required(kind, source::text)));
    }

    private static Document document(JsonFields document) {
        // An answer with citations comes in blocks that no surface has a place for.
        document.object("citations").ifPresent(citations -> citations.only("enabled", List.of("false")));
        var source = document.required("source", document::object);
        var kind = kind(source, "source");
        var bytes = switch (kind) {
            case "bytes" -> Input.base64(source.place(kind), source.required(kind, source::text));
            case "text" -> source.required(kind, source::text).getBytes(StandardCharsets.UTF_8);
            default -> throw unsupported(source, kind);
        };
        var format = kind.equals("text")
                ? document.text("format").orElse("txt")
                : document.required("format", document::text);
        return Document.of(source.place(kind), format, document.required("name", document::text), bytes);
    }

    private static ToolUse toolUse(JsonFields use) {
        return new ToolUse(
                use.required("toolUseId", use::text), use.required("name", use::text), use.required("input", use::any));
    }

    private static ToolResult toolResult(JsonFields result) {
        var content = read(result, "content", (block, kind) -> switch (kind) {
            case "text", "image", "document" -> block(block, kind);
            case "json" -> new Json(block.required(kind, block::any));
            default -> throw unsupported(block, kind);
        });
        var status = result.text("status").orElse("success");
        check(
                List.of("success", "error").contains(status),
                result.place("status"),
                result.place("status") + " is success or error.");
        return new ToolResult(result.required("toolUseId", result::text), content, status.equals("error"));
    }
}
