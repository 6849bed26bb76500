package farebox.soak;

import farebox.books.BooksRun;
import farebox.ledger.BooksReport;
import farebox.money.CustomerNo;
import farebox.soak.Outcomes.Served;
import farebox.sql.Postgres;
import farebox.wallet.HoldId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.io.file.PathUtils;

/**
 * What the callers were told, held against what the books say.
 *
 * @param lost acknowledged, and not in the journal or not as it was told
 * @param doubled in the journal more than once, or charged though the caller was told otherwise
 * @param stranded holds that nobody will end
 */
record Verdict(long acknowledged, long lost, long doubled, long stranded, BooksReport books, List<String> findings) {
    private static final String CAPTURES = """
            select h.key, h.customer_no, h.hold, h.opened_at,
                   coalesce((select sum(m.amount) from move m
                              where m.customer_no = p.customer_no and m.seq = p.seq and m.debit = 4), 0) as credits,
                   exists (select from invocation i
                            where i.customer_no = h.customer_no and i.started_at = h.opened_at and i.hold = h.hold
                              and i.state = 'served') as recorded
              from posting p
              join hold h on h.customer_no = p.customer_no and h.hold = p.hold
             where p.kind = 5
            """;
    private static final String CREDITS =
            "select source, count(*) from posting where kind in (1, 3) group by customer_no, source";

    /** A debit of the journal: which invocation it paid, and whether there is a receipt. */
    private record Capture(String id, long credits, boolean recorded) {}

    static Verdict on(Outcomes outcomes, SoakDatabase database, List<String> notToldAgain)
            throws SQLException, InterruptedException {
        try (var connection = database.owner()) {
            var captures = captures(connection);
            var credits = credits(connection);
            var lost = new ArrayList<>(notToldAgain);
            var doubled = new ArrayList<String>();
            for (var served : outcomes.served) check(served, captures.getOrDefault(served.key(), List.of()), lost);
            for (var source : outcomes.credited)
                if (!credits.containsKey(source)) lost.add(source + " is not credited");
            for (var key : outcomes.unpaid)
                if (captures.containsKey(key))
                    doubled.add(captures.get(key) + " was charged, its caller told otherwise");
            for (var same : captures.values()) if (same.size() > 1) doubled.add(same + " have one key");
            credits.forEach((source, count) -> {
                if (count > 1) doubled.add(source + " is credited " + count + " times");
            });
            var books = books(database);
            var findings = new ArrayList<>(lost);
            findings.addAll(doubled);
            findings.addAll(books.faults());
            var stranded = number(connection, "select count(*) from hold where state = 0");
            return new Verdict(outcomes.acknowledged(), lost.size(), doubled.size(), stranded, books, findings);
        }
    }

    /** What {@code bin/books} would find, with all that features prove. */
    private static BooksReport books(SoakDatabase database) throws SQLException {
        try {
            var anchors = Files.createTempDirectory("soak-anchors");
            try {
                return BooksRun.run(database.application(), anchors, progress -> {})
                        .report();
            } finally {
                PathUtils.deleteDirectory(anchors);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static void check(Served served, List<Capture> captures, List<String> lost) {
        if (captures.stream().noneMatch(new Capture(served.id(), served.credits(), true)::equals))
            lost.add(served + " is in the journal as " + captures);
    }

    private static Map<UUID, List<Capture>> captures(Connection connection) throws SQLException {
        var captures = new HashMap<UUID, List<Capture>>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(CAPTURES)) {
            while (row.next()) {
                var hold = new HoldId(
                        new CustomerNo(row.getLong("customer_no")),
                        row.getLong("hold"),
                        Postgres.instant(row, "opened_at"));
                captures.computeIfAbsent(row.getObject("key", UUID.class), key -> new ArrayList<>())
                        .add(new Capture("inv_" + hold.text(), row.getLong("credits"), row.getBoolean("recorded")));
            }
        }
        return captures;
    }

    private static Map<String, Long> credits(Connection connection) throws SQLException {
        var credits = new HashMap<String, Long>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(CREDITS)) {
            while (row.next()) credits.merge(row.getString(1), row.getLong(2), Long::sum);
        }
        return credits;
    }

    static long number(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    boolean ok() {
        return lost == 0 && doubled == 0 && stranded == 0 && books.ok();
    }

    /** The line that scripts read. */
    @Override
    public String toString() {
        return "SOAK acknowledged=%d lost=%d doubled=%d stranded=%d invariants=%s"
                .formatted(acknowledged, lost, doubled, stranded, books.ok() ? "ok" : "broken");
    }
}
