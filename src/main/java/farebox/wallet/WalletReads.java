package farebox.wallet;

import farebox.ledger.PostingKind;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.sql.Postgres;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads wallets, lots and postings for those who only look. */
@ApplicationScoped
class WalletReads {
    private static final String LOTS = """
            select * from lot
             where customer_no = ?
             order by open desc,
                      case when open then priority end, case when open then expires_at end nulls last,
                      case when open then lot else -lot end
             limit ?
            """;
    private static final String STATEMENT = """
            select p.*, o.opened_at, o.expires_at, l.note,
                   coalesce((select sum(case when m.debit = 2 then m.amount else -m.amount end)
                               from move m
                              where m.customer_no = p.customer_no and m.seq = p.seq and m.recorded_at = p.recorded_at
                                and 2 in (m.debit, m.credit)), 0) as change
              from posting p
              left join hold o on o.customer_no = p.customer_no and o.hold = p.hold
              left join lot l on l.customer_no = p.customer_no and l.source = p.source
             where p.customer_no = ? and p.seq < ?
             order by p.seq desc
             limit ?
            """;
    private static final String STRANDED = """
            select h.*
              from hold h
              left join instance i using (instance)
             where h.state = 0
               and (h.expires_at < clock_timestamp()
                    or i.ended_at is not null
                    -- Both, so that neither an outage of PostgreSQL nor a leap of its clock makes the living look dead.
                    or (i.renewed_at < clock_timestamp() - interval '%1$s'
                        and i.renewed_up < (select up from pulse) - interval '%1$s'))
             order by h.opened_at
             limit ?
            """.formatted(Lease.SILENCE_MAX);
    private static final String LAPSING = """
            select distinct l.customer_no
              from lot l
              join wallet w using (customer_no)
             where l.open and l.expires_at <= clock_timestamp() and l.remaining > 0
               -- what open holds may need stays
               and w.available > 0
             limit ?
            """;

    private final Postgres postgres;

    WalletReads(Postgres postgres) {
        this.postgres = postgres;
    }

    Wallet wallet(CustomerNo customer) {
        return postgres.first("select * from wallet where customer_no = ?", WalletReads::wallet, customer.value())
                .orElse(new Wallet(customer, Wallet.Totals.NONE, 0, Optional.empty()));
    }

    /** Empty where the postings of that time are sealed. */
    Optional<Wallet> wallet(CustomerNo customer, Instant asOf) {
        return postgres.first(AsOf.QUERY, WalletReads::wallet, customer.value(), asOf)
                .or(() -> Optional.of(wallet(customer)).filter(never -> never.seq() == 0));
    }

    Optional<HoldOutcome> earlier(CustomerNo customer, OperationKey key) {
        return postgres.first(
                "select * from hold where customer_no = ? and key = ? and state in (0, 1)",
                row -> standing(row, key),
                customer.value(),
                key.key());
    }

    private static HoldOutcome standing(ResultSet row, OperationKey key) throws SQLException {
        var hold = holdId(row);
        if (!row.getObject("fingerprint", UUID.class).equals(key.fingerprint())) return new HoldOutcome.KeyReused(hold);
        return row.getInt("state") == 0 ? new HoldOutcome.InProgress(hold) : new HoldOutcome.Replayed(hold);
    }

    List<Lot> lots(CustomerNo customer, int limit) {
        return postgres.list(LOTS, WalletReads::lot, customer.value(), limit);
    }

    List<Claim> claims(CustomerNo customer, int limit) {
        return postgres.list(
                "select * from claim where customer_no = ? order by recorded_at desc, claim limit ?",
                row -> ClaimLocks.claim(row).view(Postgres.instant(row, "recorded_at")),
                customer.value(),
                limit);
    }

    Optional<RefundForecast> forecast(CustomerNo customer, Credit.Source source, Usd net) {
        return postgres.first(
                "select * from lot where customer_no = ? and source = ?",
                row -> RefundForecast.of(WalletLocks.lot(row), net),
                customer.value(),
                source.text());
    }

    List<StatementLine> statement(CustomerNo customer, long beforeSeq, int limit) {
        return postgres.list(STATEMENT, WalletReads::statementLine, customer.value(), beforeSeq, limit);
    }

    List<StrandedHold> stranded(int limit) {
        return postgres.list(STRANDED, WalletReads::strandedHold, limit);
    }

    List<CustomerNo> lapsing(int limit) {
        return postgres.list(LAPSING, row -> new CustomerNo(row.getLong(1)), limit);
    }

    private static Wallet wallet(ResultSet row) throws SQLException {
        var totals = new Wallet.Totals(
                credits(row, "granted"),
                credits(row, "available"),
                credits(row, "held"),
                credits(row, "spent"),
                credits(row, "expired"),
                credits(row, "revoked"),
                credits(row, "disputed"));
        return new Wallet(
                new CustomerNo(row.getLong("customer_no")),
                totals,
                row.getLong("seq"),
                Optional.ofNullable(row.getString("frozen_reason")));
    }

    private static Lot lot(ResultSet row) throws SQLException {
        var fee = row.getObject("fee_nanos", Long.class);
        return new Lot(
                row.getLong("lot"),
                row.getString("source"),
                row.getString("note"),
                credits(row, "credits"),
                credits(row, "remaining"),
                Usd.ofNanos(row.getLong("paid_nanos")),
                Optional.ofNullable(fee).map(Usd::ofNanos),
                Usd.ofNanos(row.getLong("value_out")),
                Postgres.instant(row, "opened_at"),
                Optional.ofNullable(Postgres.instant(row, "expires_at")));
    }

    private static StatementLine statementLine(ResultSet row) throws SQLException {
        var hold = row.getObject("opened_at") == null ? Optional.<HoldId>empty() : Optional.of(holdId(row));
        var kind = PostingKind.of(row.getInt("kind"));
        return new StatementLine(
                row.getLong("seq"),
                Postgres.instant(row, "recorded_at"),
                kind,
                row.getLong("change"),
                credits(row, "available"),
                credits(row, "held"),
                hold,
                row.getObject("expires_at") != null,
                Optional.ofNullable(row.getString("note")).orElse(kind.words()));
    }

    private static StrandedHold strandedHold(ResultSet row) throws SQLException {
        var purpose = new HoldOrder.Purpose(row.getInt("app"), row.getInt("task"), row.getInt("card"));
        return new StrandedHold(holdId(row), purpose, row.getObject("expires_at") != null);
    }

    private static HoldId holdId(ResultSet row) throws SQLException {
        return new HoldId(
                new CustomerNo(row.getLong("customer_no")), row.getLong("hold"), Postgres.instant(row, "opened_at"));
    }

    private static Credits credits(ResultSet row, String column) throws SQLException {
        return Credits.of(row.getLong(column));
    }
}
