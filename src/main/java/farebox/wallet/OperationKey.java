package farebox.wallet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The caller's name for an intent, unique per customer: the same key holds once.
 *
 * @param key made from who asks and the key that they sent
 * @param fingerprint of what they asked for, so that a key used again for something else is found out
 */
public record OperationKey(UUID key, UUID fingerprint) {
    private static final UUID OF_NO_REQUEST = new UUID(0, 0);

    /** A key within a scope (an app, say) for a request with this body. */
    public static OperationKey of(String scope, String key, byte[] body) {
        return new OperationKey(digest((scope + "\n" + key).getBytes(StandardCharsets.UTF_8)), digest(body));
    }

    /** A key that nobody else has, for a request that came without one. */
    public static OperationKey random() {
        return new OperationKey(UUID.randomUUID(), OF_NO_REQUEST);
    }

    /** Whether the caller sent it, and can ask again under it. */
    public boolean isTheCallers() {
        return !fingerprint.equals(OF_NO_REQUEST);
    }

    private static UUID digest(byte[] bytes) {
        try {
            var hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
