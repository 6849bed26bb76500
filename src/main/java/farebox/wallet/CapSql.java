package farebox.wallet;

import farebox.sql.RowStatement;
import farebox.sql.RowStatement.Row;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Locks the rows of caps, before any wallet and in one order, and writes what was counted. What ended holds give back is
 * only added to a table, so that they never wait for a busy cap; the next hold finds it there.
 */
final class CapSql {
    private static final String NAMED = """
            (select n.scope, n.owner,
                    case when n.scope = 1 then date '-infinity'
                         else (statement_timestamp() at time zone 'UTC')::date end as day
               from unnest(?, ?) as n (scope, owner)) as n
            """;
    private static final String LOCK = "select u.* from cap_use u join " + NAMED + """
             using (scope, owner, day)
             order by u.scope, u.owner, u.day
               for update of u
            """;
    private static final String OPEN = "insert into cap_use (scope, owner, day) select * from " + NAMED
            + " order by 1, 2, 3 on conflict do nothing";
    private static final String TAKE_RETURNS = """
            with gone as (
              delete from cap_return r
               using unnest(?, ?, ?) as n (scope, owner, day)
               where r.scope = n.scope and r.owner = n.owner and r.day = n.day
              returning r.scope, r.owner, r.credits)
            select scope, owner, sum(credits) as credits from gone group by scope, owner
            """;
    private static final RowStatement USES = RowStatement.of("""
            update cap_use u
               set used = n.used
              from unnest(?, ?, ?, ?) as n (scope, owner, day, used)
             where u.scope = n.scope and u.owner = n.owner and u.day = n.day
            """, "int2", "int8", "date", "int8");
    private static final RowStatement RETURNS = RowStatement.of(
            "insert into cap_return (scope, owner, day, credits) select * from unnest(?, ?, ?, ?) as n",
            "int2",
            "int8",
            "date",
            "int8");

    private CapSql() {}

    /** Locks what these operations count on. */
    static OpenCaps lock(Connection connection, Collection<? extends Operation<?>> operations) throws SQLException {
        var names = new TreeSet<OpenCaps.Name>();
        for (var operation : operations) for (var cap : operation.caps()) names.add(OpenCaps.Name.of(cap));
        var caps = new OpenCaps();
        if (names.isEmpty()) return caps;
        var scopes = connection.createArrayOf(
                "int2", names.stream().map(name -> code(name.scope())).toArray());
        var owners = connection.createArrayOf(
                "int8", names.stream().map(OpenCaps.Name::owner).toArray());
        read(connection, caps, scopes, owners);
        // Not there before the first hold of a day, and all over again should midnight pass in between.
        while (caps.uses.size() < names.size()) {
            try (var statement = connection.prepareStatement(OPEN)) {
                statement.setArray(1, scopes);
                statement.setArray(2, owners);
                statement.executeUpdate();
            }
            caps.uses.clear();
            read(connection, caps, scopes, owners);
        }
        takeReturns(connection, caps);
        return caps;
    }

    private static void read(Connection connection, OpenCaps caps, Array scopes, Array owners) throws SQLException {
        try (var statement = connection.prepareStatement(LOCK)) {
            statement.setArray(1, scopes);
            statement.setArray(2, owners);
            try (var row = statement.executeQuery()) {
                while (row.next())
                    caps.uses.put(
                            new OpenCaps.Name(Cap.Scope.values()[row.getInt("scope")], row.getLong("owner")),
                            new OpenCaps.Use(row.getString("day"), row.getLong("used")));
            }
        }
    }

    private static void takeReturns(Connection connection, OpenCaps caps) throws SQLException {
        var names = caps.uses.keySet();
        try (var statement = connection.prepareStatement(TAKE_RETURNS)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "int2",
                            names.stream().map(name -> code(name.scope())).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "int8", names.stream().map(OpenCaps.Name::owner).toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "date",
                            caps.uses.values().stream().map(use -> use.day).toArray()));
            try (var row = statement.executeQuery()) {
                while (row.next())
                    caps.uses
                            .get(new OpenCaps.Name(Cap.Scope.values()[row.getInt("scope")], row.getLong("owner")))
                            .add(-row.getLong("credits"));
            }
        }
    }

    private static short code(Cap.Scope scope) {
        return (short) scope.ordinal();
    }

    /** What the batch has counted, and what its ended holds give back: one row a cap. */
    static List<Row> rows(OpenCaps caps, Collection<OpenWallet> wallets) {
        var rows = new ArrayList<Row>();
        caps.uses.forEach((name, use) -> {
            if (use.changed) rows.add(USES.row(code(name.scope()), name.owner(), use.day, use.used));
        });
        record Returned(OpenCaps.Name name, String day) implements Comparable<Returned> {
            @Override
            public int compareTo(Returned other) {
                var byName = name.compareTo(other.name);
                return byName != 0 ? byName : day.compareTo(other.day);
            }
        }
        var returned = new TreeMap<Returned, Long>();
        for (var wallet : wallets)
            for (var hold : wallet.holds())
                if (!hold.givenBack.isNone())
                    for (var name : hold.counted.names(wallet.customer))
                        returned.merge(
                                new Returned(name, hold.counted.day(name.scope())), hold.givenBack.amount(), Long::sum);
        returned.forEach((back, credits) ->
                rows.add(RETURNS.row(code(back.name.scope()), back.name.owner(), back.day, credits)));
        return rows;
    }
}
