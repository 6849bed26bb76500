package farebox.ledger;

import farebox.money.CustomerNo;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads postings back from the journal. */
final class PostingRows {
    // Wallet by wallet in the order of its index: nothing is sorted, and nothing is read but the window.
    private static final String POSTINGS = BooksSql.SPANS + """
            select p.customer_no, p.seq, p.kind, p.recorded_at, p.effective_at, p.hold, p.card, p.task, p.source, p.reverses,
                   p.available, p.held, p.hash, p.hash_version
              from w
             cross join lateral (select *
                                   from posting p
                                  where p.customer_no = w.customer_no and p.seq > w.after and p.seq <= w.up_to
                                  order by p.seq) as p
            """;
    private static final String MOVES = BooksSql.SPANS + """
            select m.customer_no, m.debit, m.credit, m.amount, m.lot, m.model, m.attempt, m.kind, m.seq, m.recorded_at, m.line
              from w
             cross join lateral (select *
                                   from move m
                                  where m.customer_no = w.customer_no and m.seq > w.after and m.seq <= w.up_to
                                  order by m.seq, m.line) as m
            """;

    private final Connection connection;
    private final Consumer<String> faults;

    PostingRows(Connection connection, Consumer<String> faults) {
        this.connection = connection;
        this.faults = faults;
    }

    /** Reads a window's postings: each wallet's in the order of their numbers. */
    void read(Window window, Consumer<Posting> each) throws SQLException {
        var spans = (Object[]) window.arrays(connection);
        var loose = new LooseMoves();
        RowReader.read(
                connection,
                MOVES,
                row -> addMove(
                        row,
                        move -> loose.add(
                                row.getLong(1), row.getLong(9), instant(row, 10), row.getInt(8), row.getInt(11), move)),
                spans);
        RowReader.read(connection, POSTINGS, row -> readPosting(row, loose, each), spans);
        for (var orphan : loose.orphans())
            faults.accept(
                    "wallet " + orphan.customer() + ": moves of posting " + orphan.seq() + " belong to no posting");
    }

    /** One that no lane could have written was altered; the wallet then misses it. */
    private void readPosting(ResultSet row, LooseMoves loose, Consumer<Posting> each) throws SQLException {
        try {
            each.accept(posting(row, loose));
        } catch (IllegalArgumentException | ArithmeticException altered) {
            faults.accept("wallet " + row.getLong(1) + ": posting " + row.getLong(2) + " was altered: "
                    + altered.getMessage());
        }
    }

    void addSealed(ResultSet row, Map<PostingKind, List<Move>> moves) throws SQLException {
        addMove(
                row,
                move -> moves.computeIfAbsent(PostingKind.of(row.getInt(8)), kind -> new ArrayList<>())
                        .add(move));
    }

    private interface Adding {
        void add(Move move) throws SQLException;
    }

    /** A move that no posting could hold was altered; its posting then misses it. */
    private void addMove(ResultSet row, Adding adding) throws SQLException {
        try {
            adding.add(move(row));
        } catch (IllegalArgumentException illegal) {
            faults.accept("wallet " + row.getLong(1) + ": a move of " + row.getLong(4) + " for lot " + row.getLong(5)
                    + ": " + illegal.getMessage());
        }
    }

    private static Move move(ResultSet row) throws SQLException {
        return new Move(
                Account.of(row.getInt(2)),
                Account.of(row.getInt(3)),
                row.getLong(4),
                row.getObject(5, Long.class),
                row.getObject(6, Integer.class),
                row.getObject(7, Integer.class));
    }

    private Posting posting(ResultSet row, LooseMoves loose) throws SQLException {
        var customer = row.getLong(1);
        var seq = row.getLong(2);
        if (row.getInt(14) != Chain.VERSION)
            faults.accept("wallet " + customer + ": posting " + seq + " names no known way of hashing");
        var kind = row.getInt(3);
        var recordedAt = instant(row, 4);
        var event = new Posting.Event(
                PostingKind.of(kind),
                loose.of(customer, seq, recordedAt, kind),
                row.getObject(6, Long.class),
                row.getObject(7, Integer.class),
                row.getObject(8, Integer.class),
                row.getString(9),
                row.getObject(10, Long.class));
        var effectiveAt = instant(row, 5);
        var after = new Posting.After(row.getLong(11), row.getLong(12));
        return new Posting(new CustomerNo(customer), seq, event, recordedAt, effectiveAt, after, row.getBytes(13));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
