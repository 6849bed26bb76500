package farebox.sandbox.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** Documents, of which the sandbox reads those that are texts; of others it knows the name. */
final class Paper {
    private static final Set<String> TEXTS = Set.of("csv", "html", "txt", "md");
    private static final Set<String> PAGES = Set.of("pdf", "doc", "docx", "xls", "xlsx");
    private static final String NAME = "[a-zA-Z0-9\\s()\\[\\]-]{1,200}";

    private Paper() {}

    /** What is wrong with a document, in Bedrock's words; nothing if there is none. */
    static Optional<AwsError> fault(JsonNode document) {
        if (document.isMissingNode()) return Optional.empty();
        var format = document.path("format").asText();
        if (!TEXTS.contains(format) && !PAGES.contains(format))
            return invalid(
                    "1 validation error detected: Value '" + format + "' at 'document.format' failed to satisfy"
                            + " constraint: Member must satisfy enum value set: [csv, doc, docx, html, md, pdf, txt, xls, xlsx]");
        var name = document.path("name").asText();
        if (!name.matches(NAME) || name.matches(".*\\s\\s.*"))
            return invalid("The document file name can only contain alphanumeric characters, whitespace characters,"
                    + " hyphens, parentheses, and square brackets. The name can't contain more than one consecutive"
                    + " whitespace character.");
        return document.path("source").path("bytes").asText().isEmpty()
                ? invalid("The source field of the document is empty.")
                : Optional.empty();
    }

    static String text(JsonNode document) {
        if (isLookedAt(document)) return document.path("name").asText();
        var bytes =
                Base64.getDecoder().decode(document.path("source").path("bytes").asText());
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Whether its pages are looked at like pictures. */
    static boolean isLookedAt(JsonNode document) {
        return PAGES.contains(document.path("format").asText());
    }

    private static Optional<AwsError> invalid(String message) {
        return Optional.of(AwsError.validation(message));
    }
}
