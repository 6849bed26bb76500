package farebox.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Seals past months of the journal: what their postings add up to is recorded under a root, and their partitions become
 * tables of their own, to be archived or dropped. The check then starts from what was recorded.
 */
public final class Seals {
    // By then nothing that was begun in the month can still be under way.
    private static final String MAY_GO = "select ?::timestamptz < clock_timestamp() - interval '7 days'";
    private static final String PARTITIONS = """
            select p.relname as parent, c.relname as part
              from pg_inherits i
              join pg_class c on c.oid = i.inhrelid
              join pg_class p on p.oid = i.inhparent
             where i.inhparent in ('posting'::regclass, 'move'::regclass)
               and c.relname ~ '_[0-9]{8}$'
               and to_date(right(c.relname, 8), 'YYYYMMDD')::timestamp at time zone 'UTC' < ?
             order by p.relname, c.relname
            """;
    // All that is sealed, in words and in one order.
    private static final List<String> SEALED = List.of(
            "select format('%s %s %s %s %s', customer_no, seq, head, available, held)"
                    + " from sealed_wallet order by customer_no",
            "select format('%s %s %s %s %s %s %s', customer_no, kind, debit, credit, lot, first_seq, amount)"
                    + " from sealed_move order by customer_no, first_seq, kind, debit, credit, lot",
            "select format('%s %s %s', customer_no, hold, credits) from sealed_hold order by customer_no, hold");
    private static final String NEWEST = "select root from seal order by no desc limit 1";
    private static final String INSERT = """
            insert into seal (no, up_to, sealed_at, root)
            select coalesce(max(no), 0) + 1, ?, clock_timestamp(), ? from seal
            """;

    private Seals() {}

    /**
     * A month that was sealed.
     *
     * @param tables where its postings and moves are now
     * @param anchor what vouches for the seal from now on; empty when nothing was there to be sealed
     */
    public record Seal(List<String> tables, Optional<Anchor> anchor) {}

    /**
     * Seals everything up to the end of a month. The connection must be the owner's; nothing else may happen in its
     * transaction, which is committed.
     *
     * @throws SQLException when it cannot be done, and then nothing was
     */
    public static Seal seal(Connection owner, YearMonth month) throws SQLException {
        var end = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        SealLock.own(owner);
        try {
            var seal = sealed(owner, end);
            owner.commit();
            return seal;
        } catch (SQLException failure) {
            owner.rollback();
            throw failure;
        }
    }

    private static Seal sealed(Connection owner, Instant end) throws SQLException {
        if (!mayGo(owner, end)) throw new SQLException("a month is sealed no sooner than a week after its end");
        execute(owner, "select seal_postings(?)", end);
        execute(owner, INSERT, end, root(owner));
        var anchor = Anchors.take(owner);
        // Lanes wait behind the lock on the journal, so it is taken last, and not waited for long.
        execute(owner, "set local lock_timeout = '5s'");
        var tables = new ArrayList<String>();
        for (var partition : partitions(owner, end)) {
            execute(owner, "alter table " + partition.parent + " detach partition " + partition.part);
            tables.add(partition.part);
        }
        return new Seal(tables, anchor);
    }

    private static boolean mayGo(Connection owner, Instant end) throws SQLException {
        try (var statement = owner.prepareStatement(MAY_GO)) {
            statement.setObject(1, end.atOffset(ZoneOffset.UTC));
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private record Partition(String parent, String part) {}

    private static List<Partition> partitions(Connection owner, Instant end) throws SQLException {
        var partitions = new ArrayList<Partition>();
        RowReader.read(
                owner,
                PARTITIONS,
                row -> partitions.add(new Partition(row.getString("parent"), row.getString("part"))),
                end.atOffset(ZoneOffset.UTC));
        return partitions;
    }

    private static void execute(Connection owner, String sql, Object... values) throws SQLException {
        try (var statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++)
                statement.setObject(
                        i + 1, values[i] instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : values[i]);
            statement.execute();
        }
    }

    /** The root under which everything was sealed last, if anything was. */
    static Optional<byte[]> newestRoot(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(NEWEST);
                var row = statement.executeQuery()) {
            return row.next() ? Optional.of(row.getBytes("root")) : Optional.empty();
        }
    }

    /** That what is sealed is still what was recorded. */
    static void verify(Connection connection, Consumer<String> faults) throws SQLException {
        var recorded = newestRoot(connection).orElseGet(() -> new MerkleTree().root());
        if (!Arrays.equals(recorded, root(connection)))
            faults.accept("what is sealed is not what its seal was set on: it, or the seal, was altered");
    }

    private static byte[] root(Connection connection) throws SQLException {
        var tree = new MerkleTree();
        for (var sealed : SEALED)
            RowReader.read(connection, sealed, row -> tree.add(row.getString(1).getBytes(StandardCharsets.UTF_8)));
        return tree.root();
    }
}
