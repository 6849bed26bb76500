package farebox.webhook;

import farebox.customer.Digest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** With which we sign what one endpoint is told, as Standard Webhooks lay down. Unlike a key of ours, it must be kept. */
record Secret(byte[] bytes) {
    private static final int LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static Secret random() {
        var bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        return new Secret(bytes);
    }

    /** As the receiver's library takes it. */
    String text() {
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }

    /** The signature of one message at one time. */
    String sign(String id, long seconds, String body) {
        var signed = (id + "." + seconds + "." + body).getBytes(StandardCharsets.UTF_8);
        return "v1," + Base64.getEncoder().encodeToString(Digest.hmac(bytes, signed));
    }

    @Override
    public String toString() {
        return "whsec_…";
    }
}
