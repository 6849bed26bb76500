package farebox.wallet;

import farebox.ledger.Account;
import farebox.ledger.Move;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads what refunds, disputes and corrections need to decide: claims, and lots that are used up. A batch without any of
 * these reads nothing here.
 */
final class ClaimLocks {
    private static final String CLAIMS = "select * from claim where customer_no = any (?)";
    private static final String LOTS_BY_SOURCE = """
            select l.* from unnest(?, ?) as n (customer_no, source) join lot l using (customer_no, source)
             where not l.open
            """;
    private static final String LOTS_BY_NUMBER = """
            select l.* from unnest(?, ?) as n (customer_no, lot) join lot l using (customer_no, lot)
             where not l.open
            """;
    private static final String CAPTURES = """
            select p.customer_no, p.hold, p.seq, p.card, p.task, m.amount, m.lot
              from unnest(?, ?) as n (customer_no, hold)
              join hold h using (customer_no, hold)
              join posting p on p.customer_no = h.customer_no and p.seq > h.hold and p.hold = h.hold and p.kind = 5
                            -- by which other months, and the other postings of its own, are left alone
                            and p.recorded_at = h.ended_at
              join move m on m.customer_no = p.customer_no and m.seq = p.seq and m.recorded_at = p.recorded_at
             where m.debit = 4
             order by m.line
            """;

    private final Connection connection;
    private final Map<CustomerNo, OpenWallet> wallets;
    private final List<? extends Operation<?>> operations;

    ClaimLocks(Connection connection, Map<CustomerNo, OpenWallet> wallets, List<? extends Operation<?>> operations) {
        this.connection = connection;
        this.wallets = wallets;
        this.operations = operations;
    }

    void read() throws SQLException {
        var claimed = claimed();
        if (!claimed.isEmpty()) readClaims(claimed);
        var sources = asked(Operation::lotSource);
        if (!sources.isEmpty()) readLots(LOTS_BY_SOURCE, "text", sources);
        var corrected = asked(Operation::correctedHold);
        if (!corrected.isEmpty()) readCaptures(corrected);
    }

    private record Asked<T>(CustomerNo customer, T name) {}

    private <T> List<Asked<T>> asked(Function<Operation<?>, Optional<T>> what) {
        var asked = new ArrayList<Asked<T>>();
        for (var operation : operations)
            what.apply(operation).ifPresent(name -> asked.add(new Asked<>(operation.customer(), name)));
        return asked;
    }

    /** Whose claims may change: where credits come back into a lot, any that went without them. */
    private Set<CustomerNo> claimed() {
        var claimed = new HashSet<CustomerNo>();
        for (var operation : operations)
            if (operation.claim().isPresent() || operation.correctedHold().isPresent())
                claimed.add(operation.customer());
        for (var wallet : wallets.values())
            if (wallet.lots.stream().anyMatch(lot -> lot.waiting > 0)) claimed.add(wallet.customer);
        return claimed;
    }

    private void readClaims(Set<CustomerNo> customers) throws SQLException {
        var lots = new ArrayList<Asked<Long>>();
        try (var statement = connection.prepareStatement(CLAIMS)) {
            statement.setArray(
                    1, array("int8", customers.stream().map(CustomerNo::value).toArray()));
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    var customer = new CustomerNo(row.getLong("customer_no"));
                    var claim = claim(row);
                    wallets.get(customer).know(claim);
                    lots.add(new Asked<>(customer, claim.lot));
                }
            }
        }
        if (!lots.isEmpty()) readLots(LOTS_BY_NUMBER, "int8", lots);
    }

    static OpenClaim claim(ResultSet row) throws SQLException {
        var claim = new OpenClaim(
                row.getString("claim"),
                row.getLong("lot"),
                Usd.ofNanos(row.getLong("net_nanos")),
                Usd.ofNanos(row.getLong("tax_nanos")),
                Claim.State.values()[row.getInt("state")]);
        claim.taken = row.getLong("taken");
        claim.waiting = row.getLong("waiting");
        claim.withdrawn = Usd.ofNanos(row.getLong("withdrawn_nanos"));
        claim.funds = row.getInt("funds");
        claim.rest = Usd.ofNanos(row.getLong("rest_nanos"));
        return claim;
    }

    private void readLots(String sql, String type, List<? extends Asked<?>> asked) throws SQLException {
        try (var statement = query(sql, type, asked);
                var row = statement.executeQuery()) {
            while (row.next()) {
                var wallet = wallets.get(new CustomerNo(row.getLong("customer_no")));
                var lot = WalletLocks.lot(row);
                if (wallet.lots.stream().noneMatch(known -> known.lot == lot.lot)) wallet.add(lot);
            }
        }
    }

    private void readCaptures(List<Asked<Long>> corrected) throws SQLException {
        var captures = new HashMap<Asked<Long>, OpenWallet.Captured>();
        var lots = new ArrayList<Asked<Long>>();
        try (var statement = query(CAPTURES, "int8", corrected);
                var row = statement.executeQuery()) {
            while (row.next()) {
                var customer = new CustomerNo(row.getLong("customer_no"));
                var hold = new Asked<>(customer, row.getLong("hold"));
                if (!captures.containsKey(hold)) captures.put(hold, captured(row));
                var capture = captures.get(hold);
                var lot = row.getLong("lot");
                capture.moves().add(new Move(Account.SPENT, Account.HELD, row.getLong("amount"), lot, null, null));
                lots.add(new Asked<>(customer, lot));
            }
        }
        captures.forEach((hold, capture) -> wallets.get(hold.customer()).know(hold.name(), capture));
        if (!lots.isEmpty()) readLots(LOTS_BY_NUMBER, "int8", lots);
    }

    private static OpenWallet.Captured captured(ResultSet row) throws SQLException {
        return new OpenWallet.Captured(
                row.getLong("seq"),
                new ArrayList<>(),
                row.getObject("card", Integer.class),
                row.getObject("task", Integer.class));
    }

    private PreparedStatement query(String sql, String type, List<? extends Asked<?>> asked) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setArray(
                1,
                array(
                        "int8",
                        asked.stream().map(each -> each.customer().value()).toArray()));
        statement.setArray(2, array(type, asked.stream().map(Asked::name).toArray()));
        return statement;
    }

    private Array array(String type, Object[] values) throws SQLException {
        return connection.createArrayOf(type, values);
    }
}
