package farebox.checkout;

import farebox.checkout.Payments.StripeDispute;
import farebox.checkout.PurchaseDispute.State;
import farebox.money.CustomerNo;
import farebox.sql.Postgres;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Everything that banks hold, or held, against payments. */
@Singleton
public class Disputes {
    private static final String COLUMNS = "stripe_id, purchase, cents, state, froze, opened_at";

    private static final String SELECT = "select " + COLUMNS + " from dispute ";

    private static final String STATE = "select state from dispute where stripe_id = ? for update";

    /**
     * A bank that thinks again moves money, so what knows of more funds is newer; and of two decisions that know of the same,
     * the one that they agree with. What is decided stays so until it is decided otherwise. An inquiry that becomes a
     * dispute, and one that is lost after all, is a new reason to freeze.
     */
    private static final String SEE = """
            insert into dispute as d (stripe_id, purchase, cents, state, funds)
            values (?, ?, ?, ?, ?)
            on conflict (stripe_id) do update
               set state = case when d.state in ('won', 'lost') and excluded.state not in ('won', 'lost') then d.state
                                else excluded.state end,
                   cents = excluded.cents, funds = excluded.funds, booked_at = null,
                   froze = case when excluded.state = 'open' and d.state <> 'open' or d.state = 'won' then null
                                else d.froze end
             where (d.funds, array_position(?::text[], d.state))
                   < (excluded.funds, array_position(?::text[], excluded.state))
            """;

    private static final String ORDER = "{warning, inquiry, closed, open, won, lost}";

    private static final String ORDER_OF_WHAT_IS_NOT_TAKEN = "{warning, inquiry, closed, open, lost, won}";

    private static final String STANDING_BY = """
            select d.stripe_id, d.purchase, d.cents, d.state, d.froze, d.opened_at
              from dispute d
              join purchase p on p.id = d.purchase
             where p.customer_no = ? and not d.froze and d.state in ('warning', 'inquiry', 'open', 'lost')
             order by d.opened_at
             limit 1
            """;

    private static final String TAKE_UNFINISHED = """
            update dispute
               set check_at = now() + interval '1 hour'
             where stripe_id in (
                   select d.stripe_id
                     from dispute d
                     join purchase p on p.id = d.purchase
                    where (d.state in ('inquiry', 'open') or d.booked_at is null)
                      and d.state <> 'warning' and d.check_at <= now() and p.state = 'credited'
                    order by d.check_at
                    limit ?
                      for update of d skip locked)
            returning stripe_id
            """;

    private final Postgres postgres;
    private final PurchaseNews news;

    Disputes(Postgres postgres, PurchaseNews news) {
        this.postgres = postgres;
        this.news = news;
    }

    /** What is held against the payment of a purchase, oldest first. */
    public List<PurchaseDispute> of(UUID purchase) {
        return postgres.list(SELECT + "where purchase = ? order by opened_at, stripe_id", Disputes::read, purchase);
    }

    PurchaseDispute get(String id) {
        return postgres.first(SELECT + "where stripe_id = ?", Disputes::read, id)
                .orElseThrow();
    }

    /** Notes how far it is; what comes late changes nothing. */
    @Transactional
    PurchaseDispute seen(Purchase purchase, StripeDispute found) {
        return seen(
                purchase,
                found.id(),
                found.state(),
                found.cents(),
                found.funds().size(),
                found.isTaken() ? ORDER : ORDER_OF_WHAT_IS_NOT_TAKEN);
    }

    @Transactional
    PurchaseDispute warned(Purchase purchase, String id) {
        return seen(purchase, id, State.WARNING, 0, 0, ORDER);
    }

    private PurchaseDispute seen(Purchase purchase, String id, State state, long cents, int funds, String order) {
        var before = postgres.first(STATE, row -> State.of(row.getString("state")), id);
        var changed = postgres.change(SEE, id, purchase.id(), cents, state.word(), (short) funds, order, order) == 1;
        var dispute = get(id);
        if (changed && !before.equals(Optional.of(dispute.state()))) news.moved(purchase, dispute);
        return dispute;
    }

    void froze(PurchaseDispute dispute, boolean now) {
        postgres.change("update dispute set froze = ? where stripe_id = ?", now, dispute.stripeId());
    }

    /** One that found the wallet frozen already, and still stands. */
    Optional<PurchaseDispute> standingBy(CustomerNo customer) {
        return postgres.first(STANDING_BY, Disputes::read, customer.value());
    }

    /** Unless more was seen meanwhile. */
    void booked(PurchaseDispute dispute, StripeDispute found) {
        postgres.change(
                "update dispute set booked_at = now() where stripe_id = ? and state = ? and funds = ?",
                dispute.stripeId(),
                dispute.state().word(),
                (short) found.funds().size());
    }

    /** Disputes that may have moved on at Stripe, or are not booked yet; each is given out once a while. */
    List<String> takeUnfinished(int limit) {
        return postgres.list(TAKE_UNFINISHED, row -> row.getString("stripe_id"), limit);
    }

    private static PurchaseDispute read(ResultSet row) throws SQLException {
        return new PurchaseDispute(
                row.getString("stripe_id"),
                row.getObject("purchase", UUID.class),
                row.getLong("cents"),
                State.of(row.getString("state")),
                Optional.ofNullable(row.getObject("froze", Boolean.class)),
                Postgres.instant(row, "opened_at"));
    }
}
