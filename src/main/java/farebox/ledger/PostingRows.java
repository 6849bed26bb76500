package farebox.ledger;

import farebox.money.CustomerNo;
import farebox.sql.Postgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads postings back from the journal. */
final class PostingRows {
    private static final String POSTINGS = BooksSql.SPANS + """
            select p.*
              from w
              join posting p on p.customer_no = w.customer_no and p.seq > w.after and p.seq <= w.up_to
             order by p.customer_no, p.seq
            """;
    private static final String MOVES = BooksSql.SPANS + """
            select m.*
              from w
              join move m on m.customer_no = w.customer_no and m.seq > w.after and m.seq <= w.up_to
             order by m.customer_no, m.seq, m.line
            """;

    private final Connection connection;
    private final Consumer<String> faults;

    PostingRows(Connection connection, Consumer<String> faults) {
        this.connection = connection;
        this.faults = faults;
    }

    /** Reads a window's postings, in the order of wallet and number. */
    void read(Window window, Consumer<Posting> each) throws SQLException {
        var spans = (Object[]) window.arrays(connection);
        var moves = new HashMap<PostingId, List<Move>>();
        RowReader.read(
                connection,
                MOVES,
                row -> addMove(row, moves.computeIfAbsent(PostingId.of(row), id -> new ArrayList<>())),
                spans);
        RowReader.read(connection, POSTINGS, row -> each.accept(posting(row, taken(moves, PostingId.of(row)))), spans);
        for (var orphan : moves.keySet())
            faults.accept(
                    "wallet " + orphan.customer() + ": moves of posting " + orphan.seq() + " belong to no posting");
    }

    private static List<Move> taken(Map<PostingId, List<Move>> moves, PostingId posting) {
        var found = moves.remove(posting);
        return found == null ? List.of() : found;
    }

    /** What a move must share with its posting to count as one of its moves. */
    private record PostingId(long customer, long seq, int kind, Instant recordedAt) {
        static PostingId of(ResultSet row) throws SQLException {
            return new PostingId(
                    row.getLong("customer_no"),
                    row.getLong("seq"),
                    row.getInt("kind"),
                    Postgres.instant(row, "recorded_at"));
        }
    }

    private void addMove(ResultSet row, List<Move> moves) throws SQLException {
        unlessAltered(row, () -> moves.add(move(row)));
    }

    void addSealed(ResultSet row, Map<PostingKind, List<Move>> moves) throws SQLException {
        unlessAltered(
                row,
                () -> moves.computeIfAbsent(PostingKind.of(row.getInt("kind")), kind -> new ArrayList<>())
                        .add(move(row)));
    }

    private interface Adding {
        void add() throws SQLException;
    }

    /** A move that no posting could hold was altered; its posting then misses it. */
    private void unlessAltered(ResultSet row, Adding adding) throws SQLException {
        try {
            adding.add();
        } catch (IllegalArgumentException illegal) {
            faults.accept("wallet " + row.getLong("customer_no") + ": a move of " + row.getLong("amount") + " for lot "
                    + row.getLong("lot") + ": " + illegal.getMessage());
        }
    }

    private static Posting posting(ResultSet row, List<Move> moves) throws SQLException {
        var event = new Posting.Event(
                PostingKind.of(row.getInt("kind")),
                moves,
                row.getObject("hold", Long.class),
                row.getObject("card", Integer.class),
                row.getObject("task", Integer.class),
                row.getString("source"),
                row.getObject("reverses", Long.class));
        return new Posting(
                new CustomerNo(row.getLong("customer_no")),
                row.getLong("seq"),
                event,
                Postgres.instant(row, "recorded_at"),
                Postgres.instant(row, "effective_at"),
                new Posting.After(row.getLong("available"), row.getLong("held")),
                row.getBytes("hash"));
    }

    private static Move move(ResultSet row) throws SQLException {
        return new Move(
                Account.of(row.getInt("debit")),
                Account.of(row.getInt("credit")),
                row.getLong("amount"),
                row.getObject("lot", Long.class),
                row.getObject("model", Integer.class),
                row.getObject("attempt", Integer.class));
    }
}
