package farebox.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few rows go as values and many as arrays: what PostgreSQL gets must be the same. */
@QuarkusTest
class RowStatementTest {
    private static final RowStatement ALL_TYPES =
            RowStatement.of("""
            select concat_ws('|', coalesce(a::text, '-'), coalesce(b::text, '-'), coalesce(c::text, '-'),
                             coalesce(d, '-'), coalesce(e::text, '-'), coalesce(encode(f, 'hex'), '-'),
                             coalesce(g::text, '-'), coalesce(h::text, '-'), coalesce(i::text, '-'))
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) as n (a, b, c, d, e, f, g, h, i)
            """, "int8", "int4", "int2", "text", "bool", "bytea", "timestamptz", "uuid", "date");

    private static final List<List<Object>> ROWS = List.of(
            row(
                    Long.MIN_VALUE,
                    Integer.MAX_VALUE,
                    (short) -1,
                    "O'Hara, \"{NULL}\" \\ ü\n",
                    true,
                    new byte[] {0, -1},
                    Instant.parse("2026-11-28T19:12:05.123456Z"),
                    UUID.fromString("ffffffff-0000-4000-8000-00000000000f"),
                    "2026-02-28"),
            row(0L, 0, (short) 0, "", false, new byte[0], Instant.parse("1999-12-31T23:59:59.999999Z"), null, null),
            row(1L, null, null, null, null, null, Instant.parse("9999-12-31T23:59:59.999999Z"), new UUID(0, 0), null),
            row(null, 1, null, "NULL", null, null, Instant.parse("2000-01-01T00:00:00.000000499Z"), null, null),
            row(null, null, null, "null", null, null, Instant.parse("0001-01-01T00:00:00.0000005Z"), null, null));

    private static final List<String> READ = List.of(
            "-9223372036854775808|2147483647|-1|O'Hara, \"{NULL}\" \\ ü\n|true|00ff|2026-11-28 19:12:05.123456+00"
                    + "|ffffffff-0000-4000-8000-00000000000f|2026-02-28",
            "0|0|0||false||1999-12-31 23:59:59.999999+00|-|-",
            "1|-|-|-|-|-|9999-12-31 23:59:59.999999+00|00000000-0000-0000-0000-000000000000|-",
            "-|1|-|NULL|-|-|2000-01-01 00:00:00+00|-|-",
            "-|-|-|null|-|-|0001-01-01 00:00:00.000001+00|-|-");

    @Inject
    DataSource database;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, RowStatement.FEW, RowStatement.FEW + 1, 300})
    void rows_arrive_as_they_are_however_many(int count) throws SQLException {
        assertEquals(times(count, READ), read(times(count, ROWS)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, RowStatement.FEW + 1})
    void a_column_may_hold_nothing_at_all(int count) throws SQLException {
        var nothing = Collections.nCopies(count, Collections.<Object>nCopies(9, null));
        assertEquals(Collections.nCopies(count, "-|-|-|-|-|-|-|-|-"), read(nothing));
    }

    private List<String> read(List<List<Object>> rows) throws SQLException {
        var group = rows.stream().map(row -> ALL_TYPES.row(row.toArray())).toList();
        var read = new ArrayList<String>();
        try (var connection = database.getConnection();
                var statement = RowStatement.prepared(connection, "", List.of(group), "");
                var found = statement.executeQuery()) {
            while (found.next()) read.add(found.getString(1));
        }
        return read;
    }

    private static <T> List<T> times(int count, List<T> values) {
        return Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(i -> values.get(i % values.size()))
                .toList();
    }

    private static List<Object> row(Object... values) {
        return Collections.unmodifiableList(Arrays.asList(values));
    }
}
