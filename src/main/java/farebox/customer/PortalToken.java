package farebox.customer;

import farebox.money.CustomerNo;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** What a portal link carries: signature (32 bytes), customer (8), nonce (16), expiry in seconds (8), return address. */
record PortalToken(CustomerNo customer, byte[] nonce, Instant expiresAt, Optional<URI> returnUrl) {
    static final int NONCE_BYTES = 16;
    private static final int SIGNATURE_BYTES = 32;
    private static final int FIXED_BYTES = Long.BYTES + NONCE_BYTES + Long.BYTES;
    private static final int TEXT_LENGTH_MAX = 4_000;

    // The secret signs other things as well; a signature of one kind must never pass as another.
    private static final byte[] KIND = "portal link\n".getBytes(StandardCharsets.UTF_8);

    String sign(byte[] secret) {
        var payload = payload();
        var signed = ByteBuffer.allocate(SIGNATURE_BYTES + payload.length)
                .put(signature(secret, payload))
                .put(payload);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed.array());
    }

    /** Reads a token that this secret signed; nothing for any other text. */
    static Optional<PortalToken> verify(String text, byte[] secret) {
        if (text == null || text.length() > TEXT_LENGTH_MAX) return Optional.empty();
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length < SIGNATURE_BYTES + FIXED_BYTES) return Optional.empty();
            var payload = Arrays.copyOfRange(bytes, SIGNATURE_BYTES, bytes.length);
            var genuine = MessageDigest.isEqual(signature(secret, payload), Arrays.copyOf(bytes, SIGNATURE_BYTES));
            return genuine ? Optional.of(read(payload)) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private byte[] payload() {
        var address = returnUrl.map(URI::toString).orElse("").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(FIXED_BYTES + address.length)
                .putLong(customer.value())
                .put(nonce)
                .putLong(expiresAt.getEpochSecond())
                .put(address)
                .array();
    }

    private static PortalToken read(byte[] payload) {
        var bytes = ByteBuffer.wrap(payload);
        var customer = new CustomerNo(bytes.getLong());
        var nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        var expiresAt = Instant.ofEpochSecond(bytes.getLong());
        var address = StandardCharsets.UTF_8.decode(bytes).toString();
        return new PortalToken(
                customer, nonce, expiresAt, address.isEmpty() ? Optional.empty() : Optional.of(URI.create(address)));
    }

    private static byte[] signature(byte[] secret, byte[] payload) {
        var kindAndPayload =
                ByteBuffer.allocate(KIND.length + payload.length).put(KIND).put(payload);
        return Digest.hmac(secret, kindAndPayload.array());
    }
}
