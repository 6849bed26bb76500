package farebox.checkout;

import farebox.checkout.AskOutcome.AlreadyAsked;
import farebox.checkout.AskOutcome.Asked;
import farebox.checkout.AskOutcome.MoreThanLeft;
import farebox.checkout.Payments.StripeRefund;
import farebox.checkout.PurchaseRefund.State;
import farebox.sql.Postgres;
import farebox.wallet.Refund.Spent;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Everything that was given back of purchases, or was to be. */
@Singleton
public class Refunds {
    private static final String COLUMNS = "id, purchase, stripe_id, cents, spent, reason, state, refusal, asked_at";

    private static final String SELECT = "select " + COLUMNS + " from refund ";

    private static final String LOCK = "select id from purchase where id = ? for update";

    /** In a statement of its own: one that waits for a lock does not see what was written meanwhile. */
    private static final String LEFT = """
            select p.net_cents + p.tax_cents
                   - (select coalesce(sum(r.cents), 0) from refund r
                       where r.purchase = p.id and r.state in ('asked', 'pending', 'succeeded'))
              from purchase p
             where p.id = ? and p.state = 'credited'
            """;

    private static final String ASK = """
            insert into refund (id, purchase, cents, spent, reason, state)
            values (?, ?, ?, ?, ?, 'asked')
            returning\s""" + COLUMNS;

    /** What has failed stays so, whichever event says otherwise; what fails after it was booked is to be booked again. */
    private static final String MOVE = """
            update refund
               set stripe_id = ?, state = case state when 'failed' then state else ? end,
                   booked_at = case when state <> 'failed' and ? = 'failed' then null else booked_at end
             where purchase = ? and (id = ? or stripe_id = ?)
            returning\s""" + COLUMNS;

    /** Made by others at Stripe itself, who did not say what becomes of the spent credits: it is a gift. */
    private static final String KEEP = """
            insert into refund (purchase, stripe_id, cents, spent, reason, state)
            values (?, ?, ?, 'goodwill', ?, ?)
            on conflict (stripe_id) do nothing
            """;

    private static final String TAKE_UNFINISHED = """
            update refund
               set check_at = now() + greatest(interval '2 minutes', (now() - asked_at) / 10)
             where id in (
                   select r.id
                     from refund r
                     join purchase p on p.id = r.purchase
                    where (r.state in ('asked', 'pending') or r.state in ('succeeded', 'failed') and r.booked_at is null)
                      and r.check_at <= now() and p.state = 'credited'
                    order by r.check_at
                    limit ?
                      for update of r skip locked)
            returning\s""" + COLUMNS;

    private final Postgres postgres;

    Refunds(Postgres postgres) {
        this.postgres = postgres;
    }

    /** What went back of a purchase, or was to, oldest first. */
    public List<PurchaseRefund> of(UUID purchase) {
        return postgres.list(SELECT + "where purchase = ? order by asked_at, id", Refunds::read, purchase);
    }

    /** Keeps an order before Stripe hears of it, so that no crash can make it two refunds. */
    @Transactional
    public AskOutcome ask(RefundOrder order) {
        postgres.first(LOCK, row -> row.getObject(1), order.purchase());
        var left = postgres.first(LEFT, row -> row.getLong(1), order.purchase()).orElse(0L);
        var earlier = postgres.first(SELECT + "where id = ?", Refunds::read, order.id());
        if (earlier.isPresent()) return new AlreadyAsked(earlier.get());
        if (order.cents() > left) return new MoreThanLeft(left);
        return new Asked(postgres.first(
                        ASK,
                        Refunds::read,
                        order.id(),
                        order.purchase(),
                        order.cents(),
                        order.spent().word(),
                        order.reason())
                .orElseThrow());
    }

    PurchaseRefund get(UUID id) {
        return postgres.first(SELECT + "where id = ?", Refunds::read, id).orElseThrow();
    }

    /** Notes how a refund stands at Stripe. */
    @Transactional
    PurchaseRefund seen(Purchase purchase, StripeRefund found) {
        return moved(purchase, found).orElseGet(() -> {
            postgres.change(
                    KEEP,
                    purchase.id(),
                    found.id(),
                    found.cents(),
                    found.reason(),
                    found.state().word());
            return moved(purchase, found).orElseThrow();
        });
    }

    private Optional<PurchaseRefund> moved(Purchase purchase, StripeRefund found) {
        return postgres.first(
                MOVE,
                Refunds::read,
                found.id(),
                found.state().word(),
                found.state().word(),
                purchase.id(),
                found.asked().orElse(null),
                found.id());
    }

    void refused(UUID id, String why) {
        postgres.change("update refund set state = 'refused', refusal = ? where id = ? and state = 'asked'", why, id);
    }

    /** Unless it has failed meanwhile. */
    void booked(PurchaseRefund refund) {
        postgres.change(
                "update refund set booked_at = now() where id = ? and state = ? and booked_at is null",
                refund.id(),
                refund.state().word());
    }

    /** Refunds that may have moved on at Stripe, or are not booked yet; each is given out once a while. */
    List<PurchaseRefund> takeUnfinished(int limit) {
        return postgres.list(TAKE_UNFINISHED, Refunds::read, limit);
    }

    private static PurchaseRefund read(ResultSet row) throws SQLException {
        return new PurchaseRefund(
                row.getObject("id", UUID.class),
                row.getObject("purchase", UUID.class),
                Optional.ofNullable(row.getString("stripe_id")),
                row.getLong("cents"),
                Spent.valueOf(row.getString("spent").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                State.of(row.getString("state")),
                Optional.ofNullable(row.getString("refusal")),
                Postgres.instant(row, "asked_at"));
    }
}
