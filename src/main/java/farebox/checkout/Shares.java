package farebox.checkout;

import farebox.money.Usd;
import farebox.sql.Postgres;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Which share of what goes back is price, and which is tax. Each is reckoned once, on all that went back before, so that the
 * parts of a payment that goes back as a whole add up to just its price and its tax.
 */
@Singleton
class Shares {
    /** The share of one refund or dispute. */
    record Share(Usd net, Usd tax) {}

    private static final String PAID = "select net_cents, tax_cents from purchase where id = ?";

    private static final String GONE = """
            select coalesce(sum(net_nanos), 0) as net_nanos, coalesce(sum(tax_nanos), 0) as tax_nanos
              from (select net_nanos, tax_nanos from refund where purchase = ? and state in ('pending', 'succeeded')
                     union all
                    select net_nanos, tax_nanos from dispute where purchase = ? and state in ('open', 'lost')) as gone
            """;

    private final Postgres postgres;

    Shares(Postgres postgres) {
        this.postgres = postgres;
    }

    @Transactional
    Share of(PurchaseRefund refund) {
        return kept("refund", "id", refund.id(), refund.purchase(), refund.cents());
    }

    @Transactional
    Share of(PurchaseDispute dispute) {
        return kept("dispute", "stripe_id", dispute.stripeId(), dispute.purchase(), dispute.cents());
    }

    /** The share of so much if it went back next. */
    Share next(UUID purchase, long cents) {
        var paid = postgres.first(PAID, Shares::paid, purchase).orElseThrow();
        var gone = postgres.first(GONE, Shares::read, purchase, purchase).orElseThrow();
        return next(paid, gone, Usd.ofCents(cents));
    }

    private Share kept(String table, String key, Object id, UUID purchase, long cents) {
        postgres.first(PAID + " for update", Shares::paid, purchase).orElseThrow();
        var known = postgres.first(
                "select net_nanos, tax_nanos from " + table + " where net_nanos is not null and " + key + " = ?",
                Shares::read,
                id);
        return known.orElseGet(() -> {
            var share = next(purchase, cents);
            postgres.change(
                    "update " + table + " set net_nanos = ?, tax_nanos = ? where " + key + " = ?",
                    share.net().nanos(),
                    share.tax().nanos(),
                    id);
            return share;
        });
    }

    /** More than was paid can only be disputed: what a refund has given back already. It is split as the whole was. */
    static Share next(Share paid, Share gone, Usd amount) {
        var whole = paid.net().plus(paid.tax());
        var upTo = gone.net().plus(gone.tax()).plus(amount);
        var net = upTo.compareTo(whole) <= 0
                ? paid.net().portion(upTo.nanos(), whole.nanos()).minus(gone.net())
                : paid.net().portion(Usd.least(amount, whole).nanos(), whole.nanos());
        return new Share(net, amount.minus(net));
    }

    private static Share paid(ResultSet row) throws SQLException {
        return new Share(Usd.ofCents(row.getLong("net_cents")), Usd.ofCents(row.getLong("tax_cents")));
    }

    private static Share read(ResultSet row) throws SQLException {
        return new Share(Usd.ofNanos(row.getLong("net_nanos")), Usd.ofNanos(row.getLong("tax_nanos")));
    }
}
