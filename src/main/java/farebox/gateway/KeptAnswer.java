package farebox.gateway;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An answer as the table keeps it: a JSON list, in which a text is a text, and what a model thinks or the use of a tool an object. */
final class KeptAnswer {
    private static final ObjectReader EXACT =
            InvocationSql.JSON.reader(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private KeptAnswer() {}

    static byte[] of(List<Content.Said> content) {
        var kept = JsonNodeFactory.instance.arrayNode();
        for (var piece : content) {
            switch (piece) {
                case Content.Text(var text) -> kept.add(text);
                case Content.Thinking(var text, var signature) ->
                    kept.addObject().put("thinking", text).put("signature", signature.orElse(null));
                case Content.RedactedThinking(var base64) -> kept.addObject().put("redacted", base64);
                case Content.ToolUse(var id, var name, var input) ->
                    kept.addObject().put("id", id).put("name", name).set("input", input);
            }
        }
        try {
            return InvocationSql.JSON.writeValueAsBytes(kept);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static List<Content.Said> read(byte[] kept) {
        try {
            var content = new ArrayList<Content.Said>();
            for (var piece : EXACT.readTree(kept)) content.add(read(piece));
            return content;
        } catch (IOException notWrittenHere) {
            throw new UncheckedIOException(notWrittenHere);
        }
    }

    private static Content.Said read(JsonNode piece) {
        if (piece.isTextual()) return new Content.Text(piece.textValue());
        if (piece.has("redacted"))
            return new Content.RedactedThinking(piece.get("redacted").textValue());
        if (piece.has("thinking"))
            return new Content.Thinking(
                    piece.get("thinking").textValue(),
                    Optional.ofNullable(piece.get("signature").textValue()));
        return new Content.ToolUse(
                piece.path("id").textValue(), piece.path("name").textValue(), piece.get("input"));
    }
}
