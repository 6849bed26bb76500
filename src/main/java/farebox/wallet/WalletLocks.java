package farebox.wallet;

import farebox.ledger.Account;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.sql.Postgres;
import farebox.sql.RowStatement;
import farebox.sql.RowStatement.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Locks wallets, in the order of their numbers, and reads what a batch needs to decide, in one round trip. Lots, holds and
 * keys are read in later statements than the lock: waiting for a lock does not refresh its own statement's snapshot.
 */
final class WalletLocks {
    /** PostgreSQL would plan anew for every batch, since it takes longer arrays for granted than most batches have. */
    private static final String ONE_PLAN = "select set_config('plan_cache_mode', 'force_generic_plan', true);\n";

    private static final RowStatement LOCK = RowStatement.of("""
            select w.* from unnest(?) as n (customer_no) join wallet w using (customer_no)
             order by customer_no
               for update of w skip locked
            """, "int8");
    private static final String OPEN_WALLETS = """
            insert into wallet (customer_no)
            select unnest(?) order by 1
                on conflict do nothing
            returning customer_no
            """;
    private static final RowStatement LOTS = RowStatement.of("""
            select clock_timestamp() as now, l.*
              from unnest(?) as n (customer_no)
              left join lot l on l.customer_no = n.customer_no and l.open
            """, "int8");
    private static final RowStatement ENDED_HOLDS = RowStatement.of(
            "select h.* from unnest(?, ?) as n (customer_no, hold) join hold h using (customer_no, hold)",
            "int8",
            "int8");
    private static final RowStatement KEYED_HOLDS = RowStatement.of("""
            select h.* from unnest(?, ?) as n (customer_no, key) join hold h using (customer_no, key)
             where h.state in (0, 1)
            """, "int8", "uuid");
    private static final String BOOKED_BY_SWEEPS = """
            select m.customer_no, p.hold, m.attempt, m.model, m.amount
              from unnest(?, ?) as n (customer_no, hold)
              join hold h using (customer_no, hold)
              join posting p on p.customer_no = h.customer_no and p.seq > h.hold and p.hold = h.hold and p.kind = 7
                            and p.recorded_at = h.ended_at
              join move m on m.customer_no = p.customer_no and m.seq = p.seq and m.recorded_at = p.recorded_at
             where m.attempt is not null
            """;
    private static final RowStatement KEYS = RowStatement.of(
            "select k.* from unnest(?, ?) as n (customer_no, key) join posting_key k using (customer_no, key)",
            "int8",
            "text");

    private final Connection connection;
    private final int instance;

    WalletLocks(Connection connection, int instance) {
        this.connection = connection;
        this.instance = instance;
    }

    /**
     * Locks the wallets of these operations, and reads their open lots, the holds and keys asked about, and the time.
     *
     * @param begin what begins the transaction; nothing when it has begun
     */
    Transaction.Locked lock(List<? extends Operation<?>> operations, OpenCaps caps, String begin) throws SQLException {
        var customers = new TreeSet<CustomerNo>();
        for (var operation : operations) customers.add(operation.customer());
        var ended = asked(ENDED_HOLDS, operations, operation -> operation.knownHolds().stream());
        var held = asked(KEYED_HOLDS, operations, operation -> operation.holdKey().stream());
        var posted = asked(KEYS, operations, operation -> operation.postingKeys().stream());
        var plan = operations.size() > RowStatement.FEW ? ONE_PLAN : "";
        var questions = List.of(asked(LOCK, customers), asked(LOTS, customers), ended, held, posted);
        try (var statement = RowStatement.prepared(connection, begin + plan, questions, "")) {
            statement.execute();
            if (!begin.isEmpty()) statement.getMoreResults();
            if (!plan.isEmpty()) statement.getMoreResults();
            var wallets = readWallets(statement.getResultSet());
            var now = readLots(wallets, next(statement));
            if (!ended.isEmpty()) readHolds(wallets, next(statement));
            if (!held.isEmpty()) readHolds(wallets, next(statement));
            if (!posted.isEmpty()) readKeys(wallets, next(statement));
            openMissing(customers, wallets);
            readRest(wallets, operations);
            return new Transaction.Locked(wallets, new Operation.Moment(now, instance, caps));
        }
    }

    private static List<Row> asked(RowStatement question, Collection<CustomerNo> customers) {
        return customers.stream()
                .map(customer -> question.row(customer.value()))
                .toList();
    }

    /** What operations ask about, each beside the customer that it belongs to. */
    private static <T> List<Row> asked(
            RowStatement question, List<? extends Operation<?>> operations, Function<Operation<?>, Stream<T>> asked) {
        return operations.stream()
                .flatMap(operation -> asked.apply(operation)
                        .map(what -> question.row(operation.customer().value(), what)))
                .toList();
    }

    private static ResultSet next(PreparedStatement statement) throws SQLException {
        statement.getMoreResults();
        return statement.getResultSet();
    }

    private static Map<CustomerNo, OpenWallet> readWallets(ResultSet row) throws SQLException {
        var wallets = new HashMap<CustomerNo, OpenWallet>();
        while (row.next()) {
            var wallet = wallet(row);
            wallets.put(wallet.customer, wallet);
        }
        return wallets;
    }

    /** A customer's first operation makes the wallet, of which there is nothing else to read. */
    private void openMissing(Collection<CustomerNo> customers, Map<CustomerNo, OpenWallet> wallets)
            throws SQLException {
        var missing = customers.stream()
                .filter(customer -> !wallets.containsKey(customer))
                .toList();
        if (missing.isEmpty()) return;
        try (var statement = query(OPEN_WALLETS, numbers(missing));
                var row = statement.executeQuery()) {
            while (row.next()) {
                var customer = new CustomerNo(row.getLong(1));
                wallets.put(customer, OpenWallet.empty(customer));
            }
        }
    }

    private static OpenWallet wallet(ResultSet row) throws SQLException {
        var totals = new EnumMap<Account, Long>(Account.class);
        totals.put(Account.ISSUED, -row.getLong("granted"));
        for (var account : List.of(
                Account.AVAILABLE, Account.HELD, Account.SPENT, Account.EXPIRED, Account.REVOKED, Account.DISPUTED))
            totals.put(account, row.getLong(account.name().toLowerCase(java.util.Locale.ROOT)));
        return new OpenWallet(
                new CustomerNo(row.getLong("customer_no")),
                totals,
                row.getLong("seq"),
                row.getBytes("head"),
                row.getString("frozen_reason"));
    }

    private void readRest(Map<CustomerNo, OpenWallet> wallets, List<? extends Operation<?>> operations)
            throws SQLException {
        readBooked(wallets);
        var mine = operations.stream()
                .filter(operation -> wallets.containsKey(operation.customer()))
                .toList();
        new ClaimLocks(connection, wallets, mine).read();
    }

    private static Instant readLots(Map<CustomerNo, OpenWallet> wallets, ResultSet row) throws SQLException {
        Instant now = null;
        while (row.next()) {
            now = Postgres.instant(row, "now");
            // None at all where the time stands alone.
            var wallet = wallets.get(new CustomerNo(row.getLong("customer_no")));
            if (wallet != null) wallet.lots.add(lot(row));
        }
        return now;
    }

    static OpenLot lot(ResultSet row) throws SQLException {
        var lot = new OpenLot(
                row.getLong("lot"),
                row.getLong("credits"),
                Usd.ofNanos(row.getLong("paid_nanos")),
                row.getInt("priority"),
                Postgres.instant(row, "expires_at"));
        lot.remaining = row.getLong("remaining");
        lot.spent = row.getLong("spent");
        lot.expired = row.getLong("expired");
        lot.revoked = row.getLong("revoked");
        lot.disputed = row.getLong("disputed");
        lot.valueOut = Usd.ofNanos(row.getLong("value_out"));
        lot.reclaimed = Usd.ofNanos(row.getLong("reclaimed_nanos"));
        lot.waiting = row.getLong("waiting");
        return lot;
    }

    private static void readHolds(Map<CustomerNo, OpenWallet> wallets, ResultSet row) throws SQLException {
        while (row.next()) {
            var hold = hold(row);
            var wallet = wallets.get(hold.id.customer());
            if (wallet != null) wallet.know(hold);
        }
    }

    /** Rare: only an operation that comes after the sweep of its hold asks what the sweep has booked. */
    private void readBooked(Map<CustomerNo, OpenWallet> wallets) throws SQLException {
        var swept = wallets.values().stream()
                .flatMap(wallet -> wallet.holds().stream())
                .filter(hold -> hold.state == OpenHold.State.SWEPT)
                .toList();
        if (swept.isEmpty()) return;
        var owners = numbers(swept.stream().map(hold -> hold.id.customer()).toList());
        var holds = array("int8", swept.stream().map(hold -> hold.id.hold()).toArray(Long[]::new));
        try (var statement = query(BOOKED_BY_SWEEPS, owners, holds);
                var row = statement.executeQuery()) {
            while (row.next())
                wallets.get(new CustomerNo(row.getLong("customer_no")))
                        .holdNumbered(row.getLong("hold"))
                        .booked(List.of(new AttemptCost(
                                row.getInt("attempt"), row.getInt("model"), Usd.ofNanos(row.getLong("amount")))));
        }
    }

    private static OpenHold hold(ResultSet row) throws SQLException {
        var id = new HoldId(
                new CustomerNo(row.getLong("customer_no")), row.getLong("hold"), Postgres.instant(row, "opened_at"));
        var hold = new OpenHold(
                id,
                Credits.of(row.getLong("credits")),
                new OperationKey(row.getObject("key", UUID.class), row.getObject("fingerprint", UUID.class)),
                row.getLong("token"),
                new HoldOrder.Purpose(row.getInt("app"), row.getInt("task"), row.getInt("card")),
                OpenHold.State.values()[row.getInt("state")]);
        hold.expiresAt = Postgres.instant(row, "expires_at");
        hold.counted =
                Counted.of(row.getInt("caps"), row.getObject("capped_key", Integer.class), row.getString("capped_on"));
        return hold;
    }

    private static void readKeys(Map<CustomerNo, OpenWallet> wallets, ResultSet row) throws SQLException {
        while (row.next()) {
            var wallet = wallets.get(new CustomerNo(row.getLong("customer_no")));
            if (wallet != null) wallet.know(row.getString("key"), row.getLong("seq"));
        }
    }

    private java.sql.Array numbers(Collection<CustomerNo> customers) throws SQLException {
        return array("int8", customers.stream().map(CustomerNo::value).toArray(Long[]::new));
    }

    private java.sql.Array array(String type, Object[] values) throws SQLException {
        return connection.createArrayOf(type, values);
    }

    private PreparedStatement query(String sql, java.sql.Array... arrays) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < arrays.length; i++) statement.setArray(i + 1, arrays[i]);
        return statement;
    }
}
