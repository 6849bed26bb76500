package farebox.checkout;

import farebox.checkout.PayPages.Amounts;
import farebox.checkout.PayPages.PayPage;
import farebox.checkout.Purchase.Payment;
import farebox.checkout.Purchase.State;
import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.money.Usd;
import farebox.pack.Pack;
import farebox.sql.Pairs;
import farebox.sql.Postgres;
import farebox.sql.RowStatement;
import farebox.sql.RowStatement.Row;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Everything that was ever set out to be bought. */
@Singleton
public class Purchases {
    private static final String COLUMNS = """
            id, customer_no, pack_name, credits, price_cents, expires_after_days, state, stripe_key, session, fee_nanos,
            flag, opened_at, credited_at, metadata, net_cents + tax_cents as paid_cents,
            (select coalesce(sum(r.cents), 0)
               from refund r
              where r.purchase = purchase.id and r.state in ('asked', 'pending', 'succeeded')) as refunded_cents,
            (select d.state
               from dispute d
              where d.purchase = purchase.id and d.state in ('open', 'lost')
              order by d.state desc
              limit 1) as contest
            """;

    private static final String SELECT = "select " + COLUMNS + " from purchase ";

    private static final String PAGE = """
            where (?::bigint is null or customer_no = ?)
              and (?::text is null or state = ?)
              and opened_at < coalesce(?, 'infinity'::timestamptz)
            order by opened_at desc
            limit ?
            """;

    private static final String OPEN = """
            insert into purchase (id, customer_no, pack, pack_name, credits, price_cents, expires_after_days, livemode,
                                  stripe_key, metadata, check_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, now() + interval '2 minutes')
            returning\s""" + COLUMNS;

    private static final RowStatement CREDITED = RowStatement.of("""
            update purchase p
               set state = 'credited', credited_at = u.at, flag = null, net_cents = u.net, tax_cents = u.tax
              from unnest(?, ?, ?, ?) as u (id, at, net, tax)
             where p.id = u.id and p.state <> 'credited'
            """, "uuid", "timestamptz", "int8", "int8");

    /** Whoever takes a purchase to look at it leaves it to others again when this time has passed. */
    private static final String TAKE_UNFINISHED = """
            update purchase
               set check_at = now() + greatest(interval '1 minute', (now() - opened_at) / 10)
             where id in (
                   select id
                     from purchase
                    where flag is null and (state in ('open', 'pending') or state = 'credited' and fee_nanos is null)
                      and check_at <= now() and opened_at > now() - interval '30 days' and session is not null
                    order by check_at
                    limit ?
                      for update skip locked)
            returning session
            """;

    private static final String ABANDON_PAGELESS = """
            update purchase
               set state = 'abandoned'
             where flag is null and state = 'open' and check_at <= now() and session is null
               and opened_at < now() - interval '1 hour'
            """;

    private final Postgres postgres;
    private final PurchaseNews news;

    Purchases(Postgres postgres, PurchaseNews news) {
        this.postgres = postgres;
        this.news = news;
    }

    /** Which purchases a list shows: those of a customer and in a state, where these are given. */
    public record Filter(Optional<CustomerNo> customer, Optional<State> state) {
        public static Filter of(CustomerNo customer) {
            return new Filter(Optional.of(customer), Optional.empty());
        }
    }

    /** The purchases, newest first; where a time is given, those opened before it. */
    public List<Purchase> page(Filter filter, Optional<Instant> before, int limit) {
        var customer = filter.customer().map(CustomerNo::value).orElse(null);
        var state = filter.state().map(State::word).orElse(null);
        return postgres.list(
                SELECT + PAGE, Purchases::read, customer, customer, state, state, before.orElse(null), limit);
    }

    public Optional<Purchase> find(UUID id) {
        return postgres.first(SELECT + "where id = ?", Purchases::read, id);
    }

    /** The purchase of an id as text; none for any other text. */
    Optional<Purchase> find(String id) {
        try {
            return find(UUID.fromString(id));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    Purchase get(UUID id) {
        return find(id).orElseThrow();
    }

    Optional<Purchase> ofSession(String session) {
        return postgres.first(SELECT + "where session = ?", Purchases::read, session);
    }

    Optional<Purchase> ofPayment(String paymentIntent) {
        return postgres.first(SELECT + "where payment_intent = ?", Purchases::read, paymentIntent);
    }

    Purchase open(CustomerNo customer, Pack pack, Map<String, String> metadata, boolean livemode) {
        var id = UUID.randomUUID();
        return postgres.first(
                        OPEN,
                        Purchases::read,
                        id,
                        customer.value(),
                        pack.no(),
                        pack.name(),
                        pack.credits().amount(),
                        pack.priceCents(),
                        pack.expiresAfterDays().orElse(null),
                        livemode,
                        "farebox-" + id,
                        Pairs.text(metadata))
                .orElseThrow();
    }

    Purchase pageOpened(UUID id, String session, String url) {
        return postgres.first(
                        "update purchase set session = ?, session_url = ? where id = ? returning " + COLUMNS,
                        Purchases::read,
                        session,
                        url,
                        id)
                .orElseThrow();
    }

    Optional<String> url(UUID id) {
        return postgres.first("select session_url from purchase where id = ?", row -> row.getString(1), id);
    }

    /** Stripe's name for the payment, once there is one. */
    Optional<String> payment(UUID id) {
        return postgres.first(
                "select payment_intent from purchase where id = ? and payment_intent is not null",
                row -> row.getString(1),
                id);
    }

    /** Remembers by which names Stripe knows it. */
    void noted(UUID id, PayPage page) {
        postgres.change(
                "update purchase set session = ?, payment_intent = coalesce(?, payment_intent) where id = ?",
                page.session(),
                page.paymentIntent().orElse(null),
                id);
    }

    @Transactional
    void pending(UUID id) {
        postgres.first(
                        "update purchase set state = 'pending' where id = ? and state in ('open', 'abandoned') returning "
                                + COLUMNS,
                        Purchases::read,
                        id)
                .ifPresent(news::pending);
    }

    /** Ends it without credits; what was credited stays so. */
    @Transactional
    void end(UUID id, State state) {
        postgres.first(
                        "update purchase set state = ? where id = ? and state not in ('credited', ?) returning "
                                + COLUMNS,
                        Purchases::read,
                        state.word(),
                        id,
                        state.word())
                .filter(ended -> state == State.FAILED)
                .ifPresent(news::failed);
    }

    /** Leaves it for people to look at; what was credited stays so. */
    void flag(UUID id, String why) {
        postgres.change(
                "update purchase set state = 'pending', flag = ? where id = ? and state <> 'credited'", why, id);
    }

    void feeBooked(UUID id, Usd fee) {
        postgres.change("update purchase set fee_nanos = ? where id = ? and fee_nanos is null", fee.nanos(), id);
    }

    /** Written by the wallet in the transaction that credits. */
    static Row credited(UUID id, Instant at, Amounts paid) {
        return CREDITED.row(id, at, paid.total() - paid.tax(), paid.tax());
    }

    /** Sessions of purchases that may have moved on at Stripe without our hearing of it; each is given out once a while. */
    List<String> takeUnfinished(int limit) {
        return postgres.list(TAKE_UNFINISHED, row -> row.getString("session"), limit);
    }

    /** Ends those whose pay page was never opened, because this process died meanwhile. */
    void abandonPageless() {
        postgres.change(ABANDON_PAGELESS);
    }

    private static Purchase read(ResultSet row) throws SQLException {
        return new Purchase(
                row.getObject("id", UUID.class),
                new CustomerNo(row.getLong("customer_no")),
                row.getString("pack_name"),
                Credits.of(row.getLong("credits")),
                row.getLong("price_cents"),
                Optional.ofNullable(row.getObject("expires_after_days", Integer.class)),
                State.of(row.getString("state")),
                row.getString("stripe_key"),
                Optional.ofNullable(row.getString("session")).orElse(""),
                Optional.ofNullable(row.getObject("fee_nanos", Long.class)).map(Usd::ofNanos),
                Optional.ofNullable(row.getString("flag")),
                Postgres.instant(row, "opened_at"),
                Optional.ofNullable(Postgres.instant(row, "credited_at")),
                Pairs.of(row.getString("metadata")),
                payment(row));
    }

    private static Optional<Payment> payment(ResultSet row) throws SQLException {
        var paid = row.getObject("paid_cents", Long.class);
        if (paid == null) return Optional.empty();
        var contest = Optional.ofNullable(row.getString("contest")).map(PurchaseDispute.State::of);
        return Optional.of(new Payment(paid, row.getLong("refunded_cents"), contest));
    }
}
