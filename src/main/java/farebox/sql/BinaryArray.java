package farebox.sql;

import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;
import org.postgresql.jdbc.PgConnection;

/**
 * Arrays of times and UUIDs as they are: the driver writes such arrays as text, which costs PostgreSQL more to read than
 * the rest of the row. The form is that of PostgreSQL's {@code array_recv}, with the elements' own {@code recv}.
 */
final class BinaryArray {
    /** From which PostgreSQL counts microseconds. */
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private BinaryArray() {}

    /** A {@code timestamptz[]}, each time rounded to the nearest microsecond. */
    static Array times(Connection connection, Instant[] times) throws SQLException {
        return array(
                connection,
                Oid.TIMESTAMPTZ_ARRAY,
                Oid.TIMESTAMPTZ,
                Long.BYTES,
                times,
                (bytes, time) -> bytes.putLong(
                        ChronoUnit.MICROS.between(EPOCH, time.plusNanos(500).truncatedTo(ChronoUnit.MICROS))));
    }

    /** A {@code uuid[]}. */
    static Array uuids(Connection connection, UUID[] uuids) throws SQLException {
        return array(
                connection,
                Oid.UUID_ARRAY,
                Oid.UUID,
                2 * Long.BYTES,
                uuids,
                (bytes, uuid) -> bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits()));
    }

    private static <T> Array array(
            Connection connection, int arrayType, int type, int size, T[] values, BiConsumer<ByteBuffer, T> writer)
            throws SQLException {
        var dimensions = 1;
        var firstIndex = 1;
        var hasNulls = Arrays.stream(values).anyMatch(Objects::isNull) ? 1 : 0;
        var bytes = ByteBuffer.allocate(5 * Integer.BYTES + values.length * (Integer.BYTES + size))
                .putInt(dimensions)
                .putInt(hasNulls)
                .putInt(type)
                .putInt(values.length)
                .putInt(firstIndex);
        for (var value : values) {
            bytes.putInt(value == null ? -1 : size);
            if (value != null) writer.accept(bytes, value);
        }
        return new PgArray(
                connection.unwrap(PgConnection.class), arrayType, Arrays.copyOf(bytes.array(), bytes.position()));
    }
}
