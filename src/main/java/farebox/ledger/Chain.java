package farebox.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The per-wallet hash chain. SHA-256 over the canonical bytes of a posting (big-endian, times in microseconds, absent
 * values as -1, no personal data) followed by the hash of the posting before.
 */
final class Chain {
    static final short VERSION = 1;

    // What the fixed parts take: of a posting, and of each of its moves.
    private static final int POSTING_BYTES = 80;
    private static final int MOVE_BYTES = 28;

    private Chain() {}

    /** The hash of a posting that follows the posting with the hash {@code head}; the posting's own hash plays no part. */
    static byte[] hash(Posting posting, byte[] head) {
        var event = posting.event();
        var source = event.source() == null ? null : event.source().getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(POSTING_BYTES
                + (source == null ? 0 : source.length)
                + MOVE_BYTES * event.moves().size()
                + head.length);
        bytes.putShort(VERSION)
                .putLong(posting.customer().value())
                .putLong(posting.seq())
                .putShort(event.kind().code())
                .putLong(micros(posting.recordedAt()))
                .putLong(micros(posting.effectiveAt()))
                .putLong(orNone(event.hold()))
                .putInt(orNone(event.card()))
                .putInt(orNone(event.task()))
                .putInt(source == null ? -1 : source.length);
        if (source != null) bytes.put(source);
        bytes.putLong(orNone(event.reverses()))
                .putLong(posting.after().available())
                .putLong(posting.after().held());
        for (var move : event.moves()) put(bytes, move);
        return sha256().digest(bytes.put(head).array());
    }

    private static void put(ByteBuffer bytes, Move move) {
        bytes.putShort(move.debit().code())
                .putShort(move.credit().code())
                .putLong(move.amount())
                .putLong(orNone(move.lot()))
                .putInt(orNone(move.model()))
                .putInt(orNone(move.attempt()));
    }

    /** A time as it is hashed, in microseconds since 1970. */
    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static long orNone(Long value) {
        return value == null ? -1 : value;
    }

    private static int orNone(Integer value) {
        return value == null ? -1 : value;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
