package farebox.books;

import farebox.books.Voucher.Bill;
import farebox.books.Voucher.Kind;
import farebox.books.Voucher.Paper;
import farebox.ledger.Posting.Event;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.sql.Postgres;
import farebox.sql.RowStatement;
import farebox.sql.RowStatement.Row;
import farebox.wallet.HouseEvent;
import farebox.wallet.Wallets;
import jakarta.inject.Singleton;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Records what happened to the house's own money: each voucher together with its posting, or not at all. */
@Singleton
public class Vouchers {
    private static final RowStatement INSERT = RowStatement.of(
            """
            insert into voucher (seq, kind, reference, amount_nanos, day, month, accrued_nanos, note, operator, recorded_at,
                                 takes_back, standing)
            select *, takes_back is null
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                as n (seq, kind, reference, amount_nanos, day, month, accrued_nanos, note, operator, recorded_at, takes_back)
            """, "int8", "text", "text", "int8", "date", "date", "int8", "text", "text", "timestamptz", "int8");
    private static final RowStatement TAKEN_BACK = RowStatement.of("""
            update voucher v
               set standing = false
              from unnest(?) as n (seq)
             where v.seq = n.seq
            """, "int8");
    private static final String ACCRUED = """
            select coalesce(sum(case debit when 51 then amount else -amount end), 0)
                     - (select coalesce(sum(accrued_nanos), 0) from voucher where month = ? and standing) as accrued
              from move
             where recorded_at >= ? and recorded_at < ?
               and (debit, credit) in ((51, 32), (32, 51))
            """;

    private final Postgres postgres;
    private final Wallets wallets;

    Vouchers(Postgres postgres, Wallets wallets) {
        this.postgres = postgres;
        this.wallets = wallets;
    }

    /** Who records, and what else is written with it. */
    public record Author(String name, List<Row> lines) {}

    /** The number of the newest, or 0: who records must have seen it. */
    public long newest() {
        return wallets.of(CustomerNo.HOUSE).seq();
    }

    /** Newest first, from the one before this number on. */
    public List<Voucher> before(long seq, int limit) {
        return postgres.list(
                "select * from voucher where seq < ? order by seq desc limit ?", Vouchers::voucher, seq, limit);
    }

    public Optional<Voucher> find(long seq) {
        return postgres.first("select * from voucher where seq = ?", Vouchers::voucher, seq);
    }

    /** The one of a kind that stands under a reference. */
    public Optional<Voucher> standing(Kind kind, String reference) {
        return postgres.first(
                "select * from voucher where kind = ? and reference = ? and standing",
                Vouchers::voucher,
                kind.word(),
                reference);
    }

    /** Whether one of this kind and reference was ever recorded, whatever became of it. */
    boolean wasRecorded(Kind kind, String reference) {
        return postgres.first(
                        "select from voucher where kind = ? and reference = ? and takes_back is null",
                        row -> true,
                        kind.word(),
                        reference)
                .isPresent();
    }

    /** What a bill for a month that has ended would be held against; empty for one whose postings are sealed. */
    public Optional<Bill> bill(YearMonth month) {
        var from = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        if (postgres.first("select from seal where up_to > ?", row -> true, from)
                .isPresent()) return Optional.empty();
        var to = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return postgres.first(
                ACCRUED, row -> new Bill(month, Usd.ofNanos(row.getLong("accrued"))), month.atDay(1), from, to);
    }

    /** Books a paper; false when anything else was recorded since {@code newest}, and then nothing was done. */
    public boolean record(Paper paper, long newest, Author author) {
        return book(paper, paper.event(), newest, author);
    }

    /** Undoes a voucher that stands, on a day and for a reason; false as for {@link #record}. */
    public boolean takeBack(Voucher voucher, long newest, LocalDate day, String reason, Author author) {
        return voucher.standing()
                && book(voucher.paper().on(day, reason), voucher.paper().undoing(voucher.seq()), newest, author);
    }

    private boolean book(Paper paper, Event event, long newest, Author author) {
        var happened = paper.day().atStartOfDay(ZoneOffset.UTC).toInstant();
        return wallets.book(new HouseEvent(
                event,
                happened,
                newest,
                (booked, at) -> booked ? rows(newest + 1, paper, event.reverses(), author, at) : List.of()));
    }

    private static List<Row> rows(long seq, Paper paper, Long takesBack, Author author, Instant at) {
        var voucher = INSERT.row(
                seq,
                paper.kind().word(),
                paper.reference(),
                paper.amount().nanos(),
                paper.day().toString(),
                paper.bill().map(bill -> bill.month().atDay(1).toString()).orElse(null),
                paper.accrued().nanos(),
                paper.note(),
                author.name(),
                at,
                takesBack);
        var rows = new ArrayList<>(author.lines());
        rows.add(voucher);
        if (takesBack != null) rows.add(TAKEN_BACK.row(takesBack));
        return rows;
    }

    private static Voucher voucher(ResultSet row) throws SQLException {
        var month =
                Optional.ofNullable(row.getDate("month")).map(Date::toLocalDate).map(YearMonth::from);
        var accrued = Usd.ofNanos(row.getLong("accrued_nanos"));
        var paper = new Paper(
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("reference"),
                Usd.ofNanos(row.getLong("amount_nanos")),
                row.getDate("day").toLocalDate(),
                month.map(of -> new Bill(of, accrued)),
                row.getString("note"));
        return new Voucher(
                row.getLong("seq"),
                paper,
                row.getString("operator"),
                Postgres.instant(row, "recorded_at"),
                Optional.ofNullable(row.getObject("takes_back", Long.class)),
                row.getBoolean("standing"));
    }
}
