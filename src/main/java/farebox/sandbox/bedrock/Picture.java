package farebox.sandbox.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Pictures, of which the sandbox sees only how they begin. */
final class Picture {
    /** In base64, the first bytes of each format that Bedrock knows; of WebP only the container's. */
    private record Format(String name, String beginning) {}

    private static final List<Format> FORMATS = List.of(
            new Format("png", "iVBORw0KGg"),
            new Format("jpeg", "/9j/"),
            new Format("gif", "R0lGOD"),
            new Format("webp", "UklGR"));

    private Picture() {}

    /** What is wrong with a picture, in Bedrock's words; nothing if there is none. */
    static Optional<AwsError> fault(JsonNode image) {
        if (image.isMissingNode()) return Optional.empty();
        var format = image.path("format").asText();
        if (FORMATS.stream().noneMatch(known -> known.name.equals(format)))
            return invalid("1 validation error detected: Value '" + format + "' at 'image.format' failed to satisfy"
                    + " constraint: Member must satisfy enum value set: [gif, jpeg, png, webp]");
        var bytes = image.path("source").path("bytes").asText();
        var found = FORMATS.stream()
                .filter(known -> bytes.startsWith(known.beginning) && isBase64(bytes))
                .findFirst();
        if (found.isEmpty()) return invalid("The model returned the following errors: Could not process image");
        if (!found.get().name.equals(format))
            return invalid("The model returned the following errors: The image was specified using the image/" + format
                    + " media type, but the image appears to be a image/" + found.get().name + " image");
        return Optional.empty();
    }

    private static boolean isBase64(String bytes) {
        try {
            return Base64.getDecoder().decode(bytes).length > 0;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static Optional<AwsError> invalid(String message) {
        return Optional.of(AwsError.validation(message));
    }
}
