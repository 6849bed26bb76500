package farebox.wallet;

import farebox.money.CustomerNo;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Names a hold, and the invocation that it pays for. Its text carries the time, the customer and the posting, so that a
 * look-up by it touches one partition of each table and a text sorts by time.
 *
 * @param hold the seq of the posting that opened it
 * @param openedAt the time of that posting, to the microsecond
 */
public record HoldId(CustomerNo customer, long hold, Instant openedAt) {
    private static final int TEXT_LENGTH = 42;

    /** 42 hexadecimal digits: microseconds since 1970 (8 bytes), customer (5 bytes), posting (8 bytes). */
    public String text() {
        var micros = openedAt.getEpochSecond() * 1_000_000 + openedAt.getNano() / 1_000;
        var bytes = ByteBuffer.allocate(TEXT_LENGTH / 2)
                .putLong(micros)
                .put((byte) (customer.value() >>> 32))
                .putInt((int) customer.value())
                .putLong(hold);
        return HexFormat.of().formatHex(bytes.array());
    }

    /** Reads what {@link #text()} wrote; empty for anything else. */
    public static Optional<HoldId> parse(String text) {
        if (text.length() != TEXT_LENGTH) return Optional.empty();
        try {
            var bytes = ByteBuffer.wrap(HexFormat.of().parseHex(text));
            var micros = bytes.getLong();
            var customer = (bytes.get() & 0xffL) << 32 | bytes.getInt() & 0xffff_ffffL;
            var openedAt = Instant.ofEpochSecond(
                    Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
            var id = new HoldId(new CustomerNo(customer), bytes.getLong(), openedAt);
            return id.hold > 0 && id.text().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException notHexadecimal) {
            return Optional.empty();
        }
    }
}
