package farebox.wallet;

import static farebox.ledger.Account.AVAILABLE;
import static farebox.ledger.Account.DISPUTED;
import static farebox.ledger.Account.EXPIRED;
import static farebox.ledger.Account.HELD;
import static farebox.ledger.Account.ISSUED;
import static farebox.ledger.Account.REVOKED;
import static farebox.ledger.Account.SPENT;

import farebox.ledger.Journal;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.sql.RowStatement;
import farebox.sql.RowStatement.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what a batch has decided: one statement a table, whatever the size of the batch. */
final class WalletSql {
    private static final RowStatement WALLETS = RowStatement.of(
            """
            update wallet w
               set granted = n.granted, available = n.available, held = n.held, spent = n.spent, expired = n.expired,
                   revoked = n.revoked, disputed = n.disputed, seq = n.seq, head = n.head, frozen_reason = n.frozen_reason
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                as n (customer_no, granted, available, held, spent, expired, revoked, disputed, seq, head, frozen_reason)
             where w.customer_no = n.customer_no
            """, "int8", "int8", "int8", "int8", "int8", "int8", "int8", "int8", "int8", "bytea", "text");

    private static final RowStatement NEW_HOLDS = RowStatement.of(
            """
            insert into hold (customer_no, hold, credits, key, fingerprint, token, app, task, card, instance, opened_at,
                              expires_at, caps, capped_key, capped_on)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as n
            """,
            "int8",
            "int8",
            "int8",
            "uuid",
            "uuid",
            "int8",
            "int4",
            "int4",
            "int4",
            "int4",
            "timestamptz",
            "timestamptz",
            "int2",
            "int4",
            "date");

    private static final RowStatement ENDED_HOLDS = RowStatement.of("""
            update hold h
               set state = n.state, ended_at = coalesce(h.ended_at, n.ended_at)
              from unnest(?, ?, ?, ?) as n (customer_no, hold, state, ended_at)
             where h.customer_no = n.customer_no and h.hold = n.hold
            """, "int8", "int8", "int2", "timestamptz");

    private static final RowStatement NEW_LOTS =
            RowStatement.of("""
            insert into lot (customer_no, lot, source, note, credits, remaining, paid_nanos, priority, expires_at, opened_at)
            select customer_no, lot, source, note, credits, credits, paid_nanos, priority, expires_at, opened_at
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                as n (customer_no, lot, source, note, credits, paid_nanos, priority, expires_at, opened_at)
            """, "int8", "int8", "text", "text", "int8", "int8", "int2", "timestamptz", "timestamptz");

    private static final RowStatement LOTS =
            RowStatement.of("""
            update lot l
               set remaining = n.remaining, spent = n.spent, expired = n.expired, revoked = n.revoked,
                   disputed = n.disputed, value_out = n.value_out, open = n.open
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                as n (customer_no, lot, remaining, spent, expired, revoked, disputed, value_out, open)
             where l.customer_no = n.customer_no and l.lot = n.lot
            """, "int8", "int8", "int8", "int8", "int8", "int8", "int8", "int8", "bool");

    private static final RowStatement FEES = RowStatement.of("""
            update lot l
               set fee_nanos = n.fee
              from unnest(?, ?, ?) as n (customer_no, lot, fee)
             where l.customer_no = n.customer_no and l.lot = n.lot
            """, "int8", "int8", "int8");

    private static final RowStatement KEYS = RowStatement.of(
            "insert into posting_key (customer_no, key, seq) select * from unnest(?, ?, ?) as n",
            "int8",
            "text",
            "int8");

    private static final RowStatement CLAIMS = RowStatement.of(
            """
            insert into claim (customer_no, claim, lot, state, net_nanos, tax_nanos, taken, waiting, withdrawn_nanos,
                               funds, rest_nanos, recorded_at)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as n
                on conflict (customer_no, claim) do update
               set state = excluded.state, taken = excluded.taken, waiting = excluded.waiting,
                   withdrawn_nanos = excluded.withdrawn_nanos, funds = excluded.funds, rest_nanos = excluded.rest_nanos
            """, "int8", "text", "int8", "int2", "int8", "int8", "int8", "int8", "int8", "int2", "int8", "timestamptz");

    /** Before the lots themselves: no more may wait than remains. */
    private static final RowStatement CLAIMED_LOTS = RowStatement.of("""
            update lot l
               set waiting = n.waiting, reclaimed_nanos = n.reclaimed
              from unnest(?, ?, ?, ?) as n (customer_no, lot, waiting, reclaimed)
             where l.customer_no = n.customer_no and l.lot = n.lot
            """, "int8", "int8", "int8", "int8");

    private WalletSql() {}

    static Row newLot(CustomerNo customer, long lot, Credit credit, Instant at) {
        return NEW_LOTS.row(
                customer.value(),
                lot,
                credit.source().text(),
                credit.terms().note(),
                credit.credits().amount(),
                credit.paid().net().nanos(),
                (short) credit.terms().priority(),
                credit.terms().expiresAt().orElse(null),
                at);
    }

    static Row fee(CustomerNo customer, long lot, Usd fee) {
        return FEES.row(customer.value(), lot, fee.nanos());
    }

    /** All that changed in these wallets, and then the rows that other features attached, statement by statement. */
    static Collection<List<Row>> rows(Collection<OpenWallet> wallets, Operation.Moment moment, List<Row> attached) {
        var rows = new ArrayList<Row>();
        var changed = wallets.stream().filter(OpenWallet::changed).toList();
        for (var wallet : changed) {
            rows.add(wallet(wallet));
            for (var posting : wallet.postings) rows.addAll(Journal.rows(posting));
            for (var hold : wallet.newHolds) rows.add(newHold(hold, moment));
            for (var hold : wallet.holds()) if (hold.changed) rows.add(endedHold(hold, moment));
            rows.addAll(wallet.rows);
            for (var lot : wallet.lots) if (lot.changed) rows.add(lot(wallet.customer, lot));
            for (var claim : wallet.claims()) if (claim.changed) addClaim(wallet, claim, moment, rows);
            wallet.newKeys.forEach((key, seq) -> rows.add(KEYS.row(wallet.customer.value(), key, seq)));
        }
        rows.addAll(CapSql.rows(moment.caps(), changed));
        rows.addAll(attached);
        return byStatement(rows).values();
    }

    /** In a fixed order for the wallet's own tables, so that what is new is there before it is changed. */
    private static Map<RowStatement, List<Row>> byStatement(List<Row> rows) {
        var groups = new LinkedHashMap<RowStatement, List<Row>>();
        for (var statement : List.of(WALLETS, NEW_HOLDS, ENDED_HOLDS, NEW_LOTS, FEES, CLAIMED_LOTS, LOTS, KEYS, CLAIMS))
            groups.put(statement, new ArrayList<>());
        for (var row : rows)
            groups.computeIfAbsent(row.statement(), statement -> new ArrayList<>())
                    .add(row);
        return groups;
    }

    private static Row wallet(OpenWallet wallet) {
        return WALLETS.row(
                wallet.customer.value(),
                -wallet.total(ISSUED),
                wallet.total(AVAILABLE),
                wallet.total(HELD),
                wallet.total(SPENT),
                wallet.total(EXPIRED),
                wallet.total(REVOKED),
                wallet.total(DISPUTED),
                wallet.seq(),
                wallet.head(),
                wallet.frozenReason());
    }

    private static Row newHold(OpenHold hold, Operation.Moment moment) {
        return NEW_HOLDS.row(
                hold.id.customer().value(),
                hold.id.hold(),
                hold.credits.amount(),
                hold.key.key(),
                hold.key.fingerprint(),
                hold.token,
                hold.purpose.app(),
                hold.purpose.task(),
                hold.purpose.card(),
                hold.expiresAt == null ? moment.instance() : null,
                hold.openedAt(),
                hold.expiresAt,
                (short) hold.counted.bits(),
                hold.counted.key(),
                hold.counted.day());
    }

    private static Row endedHold(OpenHold hold, Operation.Moment moment) {
        return ENDED_HOLDS.row(hold.id.customer().value(), hold.id.hold(), (short) hold.state.ordinal(), moment.at());
    }

    private static void addClaim(OpenWallet wallet, OpenClaim claim, Operation.Moment moment, List<Row> rows) {
        var customer = wallet.customer.value();
        var lot = wallet.lotNumbered(claim.lot);
        rows.add(CLAIMED_LOTS.row(customer, lot.lot, lot.waiting, lot.reclaimed.nanos()));
        rows.add(CLAIMS.row(
                customer,
                claim.claim,
                claim.lot,
                (short) claim.state.ordinal(),
                claim.net.nanos(),
                claim.tax.nanos(),
                claim.taken,
                claim.waiting,
                claim.withdrawn.nanos(),
                (short) claim.funds,
                claim.rest.nanos(),
                moment.at()));
    }

    private static Row lot(CustomerNo customer, OpenLot lot) {
        return LOTS.row(
                customer.value(),
                lot.lot,
                lot.remaining,
                lot.spent,
                lot.expired,
                lot.revoked,
                lot.disputed,
                lot.valueOut.nanos(),
                lot.open());
    }
}
