package farebox.sandbox.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a model thinks before it answers, signed so that it knows it again.
 *
 * @param isRedacted whether nobody else can read it
 */
record Thought(String text, boolean isRedacted) {
    /** The same at every start, as conversations outlive an instance. */
    private static final SecretKeySpec SECRET =
            new SecretKeySpec("what only the models know".getBytes(StandardCharsets.UTF_8), "HmacSHA256");

    /** Of what the user said; at the word {@code [redacted]} nobody is to know. */
    static Thought about(String asked) {
        var words = asked.strip().split("\\s+").length;
        return new Thought(
                "The user has said " + words + " words. Let me see what they need before I answer.",
                asked.contains("[redacted]"));
    }

    int tokens() {
        return Tokens.in(text);
    }

    String signature() {
        return signature(text);
    }

    private static String signature(String text) {
        try {
            var mac = Mac.getInstance(SECRET.getAlgorithm());
            mac.init(SECRET);
            return base64(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String redacted() {
        return base64((signature() + text).getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** As a whole answer has it. */
    ObjectNode block() {
        var block = JsonNodeFactory.instance.objectNode();
        if (isRedacted) block.put("redactedContent", redacted());
        else block.putObject("reasoningText").put("text", text).put("signature", signature());
        return block;
    }

    /** What makes sure, in a stream, that the text before it is known again; in place of all when it is redacted. */
    ObjectNode seal() {
        var seal = JsonNodeFactory.instance.objectNode();
        return isRedacted ? seal.put("redactedContent", redacted()) : seal.put("signature", signature());
    }

    /** Whether a block is one of a model's own. */
    static boolean isKnown(JsonNode block) {
        var text = block.path("reasoningText");
        if (block.has("reasoningText"))
            return text.path("signature")
                    .asText()
                    .equals(signature(text.path("text").asText()));
        var sealed = new String(
                Base64.getDecoder().decode(block.path("redactedContent").asText()), StandardCharsets.UTF_8);
        var length = signature("").length();
        return sealed.length() > length && sealed.substring(0, length).equals(signature(sealed.substring(length)));
    }
}
