package farebox.wallet;

import static java.util.stream.Collectors.joining;

import farebox.ledger.Account;
import farebox.ledger.PostingKind;
import farebox.money.CustomerNo;
import farebox.sql.Postgres;
import farebox.wallet.LaneScene.JournalLine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All rows of one wallet, a line each, as PostgreSQL keeps them and as the wallet in memory would have them written. */
final class WalletRows {
    private static final List<String> IN_POSTGRES = List.of("""
            select concat_ws('|', 'posting', seq, k.name, (extract(epoch from recorded_at) * 1000000)::bigint,
                             (extract(epoch from effective_at) * 1000000)::bigint, coalesce(hold, 0), coalesce(card, 0),
                             coalesce(task, 0), coalesce(source, '-'), coalesce(reverses, 0), available, held,
                             encode(hash, 'hex'))
              from posting p join posting_kind k on k.code = p.kind
             where customer_no = ? order by seq
            """, """
            select concat_ws('|', 'move', seq, line, d.name, c.name, amount, coalesce(lot, 0), coalesce(model, 0),
                             coalesce(attempt, 0), (extract(epoch from recorded_at) * 1000000)::bigint)
              from move m join account d on d.code = m.debit join account c on c.code = m.credit
             where customer_no = ? order by seq, line
            """, """
            select concat_ws('|', 'wallet', -granted, available, held, spent, expired, revoked, disputed, seq,
                             encode(head, 'hex'), coalesce(frozen_reason, '-'))
              from wallet where customer_no = ?
            """, """
            select concat_ws('|', 'lot', lot, source, credits, remaining, spent, expired, revoked, disputed, paid_nanos,
                             value_out, priority, coalesce((extract(epoch from expires_at) * 1000000)::bigint, 0),
                             (extract(epoch from opened_at) * 1000000)::bigint, open, waiting, reclaimed_nanos)
              from lot where customer_no = ? order by lot
            """, """
            select concat_ws('|', 'claim', claim, lot, state, net_nanos, tax_nanos, taken, waiting, withdrawn_nanos,
                             funds, rest_nanos)
              from claim where customer_no = ? order by claim collate "C"
            """, """
            select concat_ws('|', 'hold', hold, credits, state, key, fingerprint, token, app, task, card,
                             (extract(epoch from opened_at) * 1000000)::bigint)
              from hold where customer_no = ? order by hold
            """, """
            select concat_ws('|', 'key', key, seq)
              from posting_key where customer_no = ? order by key collate "C"
            """);
    private static final List<Account> TOTALS = List.of(
            Account.ISSUED,
            Account.AVAILABLE,
            Account.HELD,
            Account.SPENT,
            Account.EXPIRED,
            Account.REVOKED,
            Account.DISPUTED);

    private WalletRows() {}

    static List<String> in(Connection connection, CustomerNo customer) throws SQLException {
        var lines = new ArrayList<String>();
        for (var query : IN_POSTGRES) lines.addAll(read(connection, query, customer, row -> row.getString(1)));
        return lines;
    }

    static List<JournalLine> journal(Connection connection, CustomerNo customer) throws SQLException {
        return read(
                connection,
                "select kind, recorded_at from posting where customer_no = ? order by seq",
                customer,
                row -> new JournalLine(PostingKind.of(row.getInt(1)), Postgres.instant(row, "recorded_at")));
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static <T> List<T> read(Connection connection, String query, CustomerNo customer, Reading<T> reading)
            throws SQLException {
        var found = new ArrayList<T>();
        try (var statement = connection.prepareStatement(query)) {
            statement.setLong(1, customer.value());
            try (var row = statement.executeQuery()) {
                while (row.next()) found.add(reading.of(row));
            }
        }
        return found;
    }

    static List<String> of(OpenWallet wallet) {
        return Stream.of(
                        postings(wallet),
                        moves(wallet),
                        Stream.of(totals(wallet)),
                        lots(wallet),
                        claims(wallet),
                        holds(wallet),
                        keys(wallet))
                .flatMap(lines -> lines)
                .toList();
    }

    private static Stream<String> postings(OpenWallet wallet) {
        return wallet.postings.stream().map(posting -> {
            var event = posting.event();
            return line(
                    "posting",
                    posting.seq(),
                    name(event.kind()),
                    micros(posting.recordedAt()),
                    micros(posting.effectiveAt()),
                    or(event.hold(), 0),
                    or(event.card(), 0),
                    or(event.task(), 0),
                    or(event.source(), "-"),
                    or(event.reverses(), 0),
                    posting.after().available(),
                    posting.after().held(),
                    HexFormat.of().formatHex(posting.hash()));
        });
    }

    private static Stream<String> moves(OpenWallet wallet) {
        var lines = new ArrayList<String>();
        for (var posting : wallet.postings) {
            var number = 0;
            for (var move : posting.event().moves())
                lines.add(line(
                        "move",
                        posting.seq(),
                        number++,
                        name(move.debit()),
                        name(move.credit()),
                        move.amount(),
                        or(move.lot(), 0),
                        or(move.model(), 0),
                        or(move.attempt(), 0),
                        micros(posting.recordedAt())));
        }
        return lines.stream();
    }

    private static String totals(OpenWallet wallet) {
        var totals = TOTALS.stream().map(wallet::total).map(String::valueOf).collect(joining("|"));
        var head = HexFormat.of().formatHex(wallet.head());
        return line("wallet", totals, wallet.seq(), head, or(wallet.frozenReason(), "-"));
    }

    private static Stream<String> lots(OpenWallet wallet) {
        return wallet.lots.stream()
                .sorted(Comparator.comparingLong(lot -> lot.lot))
                .map(lot -> line(
                        "lot",
                        lot.lot,
                        wallet.postings.get((int) lot.lot - 1).event().source(),
                        lot.credits,
                        lot.remaining,
                        lot.spent,
                        lot.expired,
                        lot.revoked,
                        lot.disputed,
                        lot.paid.nanos(),
                        lot.valueOut.nanos(),
                        lot.priority,
                        lot.expiresAt == null ? 0 : micros(lot.expiresAt),
                        micros(wallet.postings.get((int) lot.lot - 1).recordedAt()),
                        lot.open() ? "t" : "f",
                        lot.waiting,
                        lot.reclaimed.nanos()));
    }

    private static Stream<String> claims(OpenWallet wallet) {
        return wallet.claims().stream()
                .map(claim -> line(
                        "claim",
                        claim.claim,
                        claim.lot,
                        claim.state.ordinal(),
                        claim.net.nanos(),
                        claim.tax.nanos(),
                        claim.taken,
                        claim.waiting,
                        claim.withdrawn.nanos(),
                        claim.funds,
                        claim.rest.nanos()));
    }

    private static Stream<String> holds(OpenWallet wallet) {
        return wallet.holds().stream()
                .sorted(Comparator.comparingLong(hold -> hold.id.hold()))
                .map(hold -> line(
                        "hold",
                        hold.id.hold(),
                        hold.credits,
                        hold.state.ordinal(),
                        hold.key.key(),
                        hold.key.fingerprint(),
                        hold.token,
                        hold.purpose.app(),
                        hold.purpose.task(),
                        hold.purpose.card(),
                        micros(hold.openedAt())));
    }

    private static Stream<String> keys(OpenWallet wallet) {
        return new TreeMap<>(wallet.newKeys).entrySet().stream().map(key -> line("key", key.getKey(), key.getValue()));
    }

    private static String line(Object... values) {
        return Stream.of(values).map(String::valueOf).collect(joining("|"));
    }

    private static Object or(Object value, Object otherwise) {
        return value == null ? otherwise : value;
    }

    private static String name(Enum<?> named) {
        return named.name().toLowerCase(Locale.ROOT);
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
