package farebox.ledger;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    private Chain() {}

    /** The hash of a posting that follows the posting with the hash {@code head}; the posting's own hash plays no part. */
    static byte[] hash(Posting posting, byte[] head) {
        var event = posting.event();
        var bytes = new ByteArrayOutputStream(256);
        try (var out = new DataOutputStream(bytes)) {
            out.writeShort(VERSION);
            out.writeLong(posting.customer().value());
            out.writeLong(posting.seq());
            out.writeShort(event.kind().code());
            out.writeLong(micros(posting.recordedAt()));
            out.writeLong(micros(posting.effectiveAt()));
            out.writeLong(orNone(event.hold()));
            out.writeInt(orNone(event.card()));
            out.writeInt(orNone(event.task()));
            write(out, event.source());
            out.writeLong(orNone(event.reverses()));
            out.writeLong(posting.after().available());
            out.writeLong(posting.after().held());
            for (var move : event.moves()) write(out, move);
            out.write(head);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return sha256(bytes.toByteArray());
    }

    private static void write(DataOutputStream out, Move move) throws IOException {
        out.writeShort(move.debit().code());
        out.writeShort(move.credit().code());
        out.writeLong(move.amount());
        out.writeLong(orNone(move.lot()));
        out.writeInt(orNone(move.model()));
        out.writeInt(orNone(move.attempt()));
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        var bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(text == null ? -1 : bytes.length);
        out.write(bytes);
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static long orNone(Long value) {
        return value == null ? -1 : value;
    }

    private static int orNone(Integer value) {
        return value == null ? -1 : value;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
