package farebox.ledger;

import farebox.sql.Patience;
import farebox.sql.Postgres;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** The anchors that were taken, and the heads under the newest of them. */
public final class Anchors {
    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('farebox.anchor'))";

    // Whoever cut a tail and let the wallet go on from there would have the evidence replaced, were this not asked.
    private static final String ADVANCE = """
            insert into anchored_head as a (customer_no, seq, head)
            select customer_no, seq, head
              from wallet
             where seq > 0
                on conflict (customer_no) do update
               set seq = excluded.seq, head = excluded.head
             where excluded.seq > a.seq
               and (exists (select from posting p
                             where p.customer_no = a.customer_no and p.seq = a.seq and p.hash = a.head)
                    or exists (select from sealed_wallet s where s.customer_no = a.customer_no and s.seq >= a.seq))
            """;
    private static final String HEADS = "select customer_no, seq, head from anchored_head order by customer_no";
    private static final String NEWEST = "select * from anchor order by no desc limit 1";
    private static final String INSERT = """
            insert into anchor (no, taken_at, wallets, postings, root)
            select coalesce(max(no), 0) + 1, clock_timestamp(), ?, ?, ? from anchor
            returning *
            """;

    private Anchors() {}

    /** Anchors all wallets as they are now; empty when nothing was posted since the last time. */
    public static Optional<Anchor> take(DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var _ = Patience.on(connection)) {
            connection.setAutoCommit(false);
            var taken = take(connection);
            connection.commit();
            return taken;
        }
    }

    /** The same in the transaction of the connection. */
    static Optional<Anchor> take(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(LOCK);
            statement.executeUpdate(ADVANCE);
        }
        var heads = heads(connection);
        var known = newest(connection).map(Anchor::root).equals(Optional.of(heads.root()));
        return known || heads.wallets() == 0 ? Optional.empty() : Optional.of(insert(connection, heads));
    }

    /** The anchor of this number as the database has it now. */
    public static Optional<Anchor> numbered(DataSource database, long no) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("select * from anchor where no = ?")) {
            statement.setLong(1, no);
            return read(statement.executeQuery());
        }
    }

    /** That the heads are still those under the newest anchor. */
    static void verify(Connection connection, Consumer<String> faults) throws SQLException {
        var newest = newest(connection);
        var heads = heads(connection);
        if (newest.isEmpty() ? heads.wallets() > 0 : !newest.get().root().equals(heads.root()))
            faults.accept("the anchored heads are not those of anchor "
                    + newest.map(Anchor::no).orElse(0L) + ": they, or it, were altered");
    }

    private static Anchor insert(Connection connection, Heads heads) throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            statement.setLong(1, heads.wallets());
            statement.setLong(2, heads.postings());
            statement.setBytes(3, HexFormat.of().parseHex(heads.root()));
            return read(statement.executeQuery()).orElseThrow();
        }
    }

    /** All heads, and the newest seal before them, under their root. */
    private record Heads(long wallets, long postings, String root) {}

    private static Heads heads(Connection connection) throws SQLException {
        var tree = new MerkleTree();
        var seal = Seals.newestRoot(connection);
        if (seal.isPresent()) tree.add(seal.get());
        long wallets = 0;
        long postings = 0;
        try (var statement = connection.prepareStatement(HEADS)) {
            statement.setFetchSize(RowReader.ROWS_A_FETCH);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    wallets++;
                    postings += row.getLong("seq");
                    tree.add(leaf(row.getLong("customer_no"), row.getLong("seq"), row.getBytes("head")));
                }
            }
        }
        return new Heads(wallets, postings, HexFormat.of().formatHex(tree.root()));
    }

    private static byte[] leaf(long customer, long seq, byte[] head) {
        return ByteBuffer.allocate(48).putLong(customer).putLong(seq).put(head).array();
    }

    private static Optional<Anchor> newest(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(NEWEST)) {
            return read(statement.executeQuery());
        }
    }

    private static Optional<Anchor> read(ResultSet rows) throws SQLException {
        if (!rows.next()) return Optional.empty();
        return Optional.of(new Anchor(
                rows.getLong("no"),
                Postgres.instant(rows, "taken_at"),
                rows.getLong("wallets"),
                rows.getLong("postings"),
                HexFormat.of().formatHex(rows.getBytes("root"))));
    }
}
