package farebox.ledger;

import farebox.ledger.LotProof.LotRow;
import farebox.ledger.WalletProof.WalletRow;
import farebox.money.CustomerNo;
import farebox.sql.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the books check reads: the lanes' rows in one snapshot, and the postings that they are proved from. */
final class BooksSql {
    private static final int ROWS_A_FETCH = 2_000;
    private static final String WALLETS = """
            select w.*, coalesce(newest.seq, 0) as newest_posting, coalesce(newest_move.seq, 0) as newest_move
              from wallet w
              left join lateral (select seq from move m
                                  where m.customer_no = w.customer_no order by seq desc limit 1) as newest_move on true
              left join lateral (select seq from posting p
                                  where p.customer_no = w.customer_no order by seq desc limit 1) as newest on true
             where w.customer_no > ?
             order by w.customer_no
             limit ?
            """;
    private static final String LOTS = "select * from lot where customer_no = any (?)";
    private static final String HOLDS =
            "select customer_no, hold, credits from hold where state = 0 and customer_no = any (?)";
    private static final String WITHOUT_WALLET = """
            select distinct customer_no
              from (select customer_no from posting union all select customer_no from move) as journal
             where customer_no > ? and customer_no <= ?
               and not exists (select from wallet w where w.customer_no = journal.customer_no)
            """;
    private static final String POSTINGS = """
            select p.* from posting p join unnest(?, ?) as w (customer_no, up_to) using (customer_no)
             where p.seq > ? and p.seq <= ? and p.seq <= w.up_to
             order by p.customer_no, p.seq
            """;
    private static final String MOVES = """
            select m.* from move m join unnest(?, ?) as w (customer_no, up_to) using (customer_no)
             where m.seq > ? and m.seq <= ? and m.seq <= w.up_to
             order by m.customer_no, m.seq, m.line
            """;

    private final Connection connection;
    private final Consumer<String> faults;

    BooksSql(Connection connection, Consumer<String> faults) {
        this.connection = connection;
        this.faults = faults;
    }

    List<WalletRow> wallets(long after, int limit) throws SQLException {
        var wallets = new ArrayList<WalletRow>();
        read(WALLETS, row -> wallets.add(wallet(row)), after, limit);
        var byCustomer = new HashMap<Long, WalletRow>();
        for (var wallet : wallets) byCustomer.put(wallet.customer(), wallet);
        var customers = connection.createArrayOf("int8", byCustomer.keySet().toArray());
        read(
                LOTS,
                row -> byCustomer.get(row.getLong("customer_no")).lots().put(row.getLong("lot"), lot(row)),
                customers);
        read(
                HOLDS,
                row -> byCustomer
                        .get(row.getLong("customer_no"))
                        .openHolds()
                        .put(row.getLong("hold"), row.getLong("credits")),
                customers);
        return wallets;
    }

    private static WalletRow wallet(ResultSet row) throws SQLException {
        var totals = new EnumMap<Account, Long>(Account.class);
        totals.put(Account.ISSUED, -row.getLong("granted"));
        for (var account : List.of(
                Account.AVAILABLE, Account.HELD, Account.SPENT, Account.EXPIRED, Account.REVOKED, Account.DISPUTED))
            totals.put(account, row.getLong(WalletProof.name(account)));
        return new WalletRow(
                row.getLong("customer_no"),
                totals,
                row.getLong("seq"),
                row.getBytes("head"),
                row.getLong("newest_posting"),
                row.getLong("newest_move"),
                new HashMap<>(),
                new HashMap<>());
    }

    private static LotRow lot(ResultSet row) throws SQLException {
        return new LotRow(
                row.getLong("credits"),
                row.getLong("remaining"),
                row.getLong("spent"),
                row.getLong("expired"),
                row.getLong("revoked"),
                row.getLong("disputed"),
                row.getLong("paid_nanos"),
                row.getLong("value_out"),
                row.getLong("fee_nanos"));
    }

    List<Long> withoutWallet(long after, long upTo) throws SQLException {
        var customers = new ArrayList<Long>();
        read(WITHOUT_WALLET, row -> customers.add(row.getLong(1)), after, upTo);
        return customers;
    }

    /** Reads the wallets' postings after one number and up to another, in the order of wallet and number. */
    void postings(List<WalletRow> wallets, long after, long upTo, Consumer<Posting> each) throws SQLException {
        var customers = connection.createArrayOf(
                "int8", wallets.stream().map(WalletRow::customer).toArray());
        var ends = connection.createArrayOf(
                "int8", wallets.stream().map(WalletRow::seq).toArray());
        var moves = new HashMap<PostingId, List<Move>>();
        read(MOVES, row -> addMove(row, moves), customers, ends, after, upTo);
        read(POSTINGS, row -> each.accept(posting(row, taken(moves, PostingId.of(row)))), customers, ends, after, upTo);
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

    /** A move that no posting could hold was altered; its posting then misses it. */
    private void addMove(ResultSet row, Map<PostingId, List<Move>> moves) throws SQLException {
        try {
            moves.computeIfAbsent(PostingId.of(row), id -> new ArrayList<>()).add(move(row));
        } catch (IllegalArgumentException illegal) {
            faults.accept("wallet " + row.getLong("customer_no") + ": posting " + row.getLong("seq") + ", line "
                    + row.getInt("line") + ": " + illegal.getMessage());
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

    private interface Reading {
        void accept(ResultSet row) throws SQLException;
    }

    private void read(String sql, Reading reading, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(ROWS_A_FETCH);
            for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
            try (var row = statement.executeQuery()) {
                while (row.next()) reading.accept(row);
            }
        }
    }
}
