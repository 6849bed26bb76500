package farebox.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import farebox.web.Input;
import farebox.web.JsonFields;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One piece of what is said to a model or by it. */
public sealed interface Content {
    /** About how many tokens it is. */
    long tokens();

    /** The letters in it, by which routes go and requests are bounded; what only a model can read has none. */
    Stream<String> texts();

    /** The pictures in it. */
    default Stream<Image> images() {
        return Stream.of();
    }

    /** The documents in it. */
    default Stream<Document> documents() {
        return Stream.of();
    }

    /** What a model can say. */
    sealed interface Said extends Content {}

    /** What a tool is given, as it goes over a wire; a model may have muddled it, and then it is what the model said. */
    static String json(JsonNode input) {
        return input.isTextual() ? input.textValue() : input.toString();
    }

    record Text(String text) implements Said {
        @Override
        public long tokens() {
            return Prompt.tokensIn(text);
        }

        @Override
        public Stream<String> texts() {
            return Stream.of(text);
        }
    }

    /**
     * What a model thinks before it speaks.
     *
     * @param signature by which it knows its thinking again, and which may hold more of it than the text; some sign nothing
     */
    record Thinking(String text, Optional<String> signature) implements Said {
        @Override
        public long tokens() {
            return Math.max(
                    Prompt.tokensIn(text), signature.map(Prompt::tokensIn).orElse(0L));
        }

        @Override
        public Stream<String> texts() {
            return Stream.of(text);
        }
    }

    /**
     * The same where only the model can read it.
     *
     * @param base64 what it reads, as it goes over wires
     */
    record RedactedThinking(String base64) implements Said {
        /** What a request brings back, refused at {@code place} when no model can have said it. */
        public static RedactedThinking of(String place, String base64) {
            Input.base64(place, base64);
            return new RedactedThinking(base64);
        }

        @Override
        public long tokens() {
            return Prompt.tokensIn(base64);
        }

        @Override
        public Stream<String> texts() {
            return Stream.of();
        }
    }

    /** A picture. */
    record Image(ImageFormat format, byte[] bytes) implements Content {
        /** As many as the thirstiest model on offer counts for a large one; none counts by the byte. */
        static final long TOKENS = 2_600;

        /** A picture that a request brings, refused at {@code place} when it is not of the format that it is said to be. */
        public static Image of(String place, String format, byte[] bytes) {
            var found = ImageFormat.of(bytes).filter(known -> known.word().equals(format));
            Input.check(
                    found.isPresent(), place, "The picture is no " + format + "; it may be a png, jpeg, gif or webp.");
            return new Image(found.orElseThrow(), bytes);
        }

        @Override
        public long tokens() {
            return TOKENS;
        }

        @Override
        public Stream<String> texts() {
            return Stream.of();
        }

        @Override
        public Stream<Image> images() {
            return Stream.of(this);
        }
    }

    /**
     * A file to read.
     *
     * @param name by which the model knows it
     * @param length the most tokens that models count for it
     */
    record Document(DocumentFormat format, String name, byte[] bytes, DocumentTokens length) implements Content {
        private static final Pattern NAME = Pattern.compile("(?! )(?:[a-zA-Z0-9()\\[\\]-]| (?! )){1,200}(?<! )");

        /** A document that a request brings, refused at {@code place} when it is none of its format. */
        public static Document of(String place, String format, String name, byte[] bytes) {
            var known = DocumentFormat.of(format);
            Input.check(
                    known.isPresent(), place, "A document is a pdf, doc, docx, xls, xlsx, csv, html, txt or md here.");
            Input.check(
                    NAME.matcher(name).matches(),
                    place,
                    "A document's name is 1 to 200 letters, digits, hyphens, brackets and single blanks.");
            Input.check(known.get().fits(bytes), place, "The document is no " + format + ".");
            return new Document(known.get(), name, bytes, new DocumentTokens(known.get(), bytes));
        }

        @Override
        public long tokens() {
            return length.count().orElse(0);
        }

        @Override
        public Stream<String> texts() {
            return Stream.of(name);
        }

        @Override
        public Stream<Document> documents() {
            return Stream.of(this);
        }
    }

    /** What a tool has answered, where it is no text. */
    record Json(JsonNode value) implements Content {
        @Override
        public long tokens() {
            return Prompt.tokensIn(value.toString());
        }

        @Override
        public Stream<String> texts() {
            return Stream.of(value.toString());
        }
    }

    /** The model asks the app to use a tool. */
    record ToolUse(String id, String name, JsonNode input) implements Said {
        @Override
        public long tokens() {
            return Prompt.tokensIn(texts());
        }

        @Override
        public Stream<String> texts() {
            return Stream.of(id, name, input.toString());
        }
    }

    /**
     * What came of using a tool.
     *
     * @param toolUse the id of the {@link ToolUse} that it answers
     * @param content of texts, pictures, documents and JSON
     */
    record ToolResult(String toolUse, List<Content> content, boolean failed) implements Content {
        public ToolResult {
            content = List.copyOf(content);
        }

        @Override
        public long tokens() {
            return Prompt.tokensIn(toolUse)
                    + content.stream().mapToLong(Content::tokens).sum();
        }

        @Override
        public Stream<String> texts() {
            return Stream.concat(Stream.of(toolUse), content.stream().flatMap(Content::texts));
        }

        @Override
        public Stream<Image> images() {
            return content.stream().flatMap(Content::images);
        }

        @Override
        public Stream<Document> documents() {
            return content.stream().flatMap(Content::documents);
        }
    }

    /**
     * What comes before may be kept by the model for the next call, and be read again for less.
     *
     * @param anHour whether it is kept for an hour; else for five minutes
     */
    record CachePoint(boolean anHour) implements Content {
        /** What a request asks for, in the words of Converse: nothing, or a {@code ttl} that it names. */
        public static CachePoint of(JsonFields point) {
            var ttl = point.text("ttl").orElse("5m");
            Input.check(ttl.equals("5m") || ttl.equals("1h"), point.place("ttl"), "A ttl is 5m or 1h.");
            return new CachePoint(ttl.equals("1h"));
        }

        @Override
        public long tokens() {
            return 0;
        }

        @Override
        public Stream<String> texts() {
            return Stream.of();
        }
    }
}
