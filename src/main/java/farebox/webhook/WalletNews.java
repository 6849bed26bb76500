package farebox.webhook;

import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.sql.Postgres;
import farebox.sql.RowStatement.Row;
import farebox.wallet.WalletChange;
import farebox.webhook.WebhookEvent.Fall;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** What there is to tell of wallets: they run low, they are empty, they are frozen, credits in them lapse soon. */
@Singleton
class WalletNews implements WalletChange.Attachment {
    private static final int BEFORE_THE_LANES = 50;

    private static final String WISHES = """
            select 'balance.low' = any (types) as low, low_below, 'balance.exhausted' = any (types) as exhausted
              from webhook_endpoint
             where in_use and types && array['balance.low', 'balance.exhausted']
            """;
    /**
     * By the page and in the order of an index, as a campaign's credits may lapse by the hundred thousand; and without what
     * was told, as else every round of every instance would write all of a week once more, for nothing.
     */
    private static final String UNTOLD = """
            select l.customer_no, l.lot, l.remaining, l.expires_at, n.id
              from lot l
              join customer c using (customer_no)
             cross join lateral (select md5('balance.expiring:' || l.customer_no || ':' || l.lot)::uuid as id) as n
             where l.open and l.remaining > 0
               and l.expires_at between clock_timestamp() and clock_timestamp() + interval '7 days'
               and (l.expires_at, l.customer_no, l.lot) > (?, ?, ?)
               and exists (select from webhook_endpoint e
                            where e.app = c.app and e.in_use and 'balance.expiring' = any (e.types))
               and not exists (select from webhook_event v where v.id = n.id)
             order by l.expires_at, l.customer_no, l.lot
             limit ?
            """;

    static final int PAGE = 200;

    private final Postgres postgres;
    private final Outbox outbox;
    private volatile Wishes wishes = new Wishes(new TreeSet<>(), false);

    WalletNews(Postgres postgres, Outbox outbox) {
        this.postgres = postgres;
        this.outbox = outbox;
    }

    /** What endpoints want to hear, known beforehand, so that a wallet of which nobody asks costs no statement. */
    private record Wishes(TreeSet<Long> thresholds, boolean exhausted) {
        boolean anyBetween(Credits from, Credits to) {
            var next = thresholds.higher(to.amount());
            return next != null && next <= from.amount();
        }
    }

    private record Wish(boolean low, long below, boolean exhausted) {}

    /** What the lanes write from their first batch on is told, too. */
    void learnFirst(@Observes @Priority(BEFORE_THE_LANES) StartupEvent started) {
        learnWishes();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void learnWishes() {
        var all = postgres.list(
                WISHES, row -> new Wish(row.getBoolean("low"), row.getLong("low_below"), row.getBoolean("exhausted")));
        var thresholds = all.stream().filter(Wish::low).map(Wish::below).collect(Collectors.toCollection(TreeSet::new));
        wishes = new Wishes(thresholds, all.stream().anyMatch(Wish::exhausted));
    }

    @Override
    public List<Row> rows(WalletChange change) {
        var events = new ArrayList<WebhookEvent>();
        var from = change.before().unspent();
        var to = change.after().unspent();
        var emptied = to.isNone() && !from.isNone();
        if (wishes.anyBetween(from, to))
            events.add(told(EventType.BALANCE_LOW, change).by(new Fall(from.amount(), to.amount())));
        if (wishes.exhausted() && (emptied || change.lacked()))
            // Once, until credits come in again: a customer without any may go on asking.
            events.add(told(EventType.BALANCE_EXHAUSTED, change)
                    .onceFor(change.after().granted()));
        frozen(change, events);
        return events.stream().map(event -> outbox.row(event, change.at())).toList();
    }

    private static void frozen(WalletChange change, List<WebhookEvent> events) {
        var before = change.before().frozenReason();
        var after = change.after().frozenReason();
        if (before.equals(after)) return;
        events.add(after.map(
                        reason -> WebhookEvent.of(EventType.WALLET_FROZEN, change.customer(), Map.of("reason", reason)))
                .orElseGet(() -> WebhookEvent.of(EventType.WALLET_UNFROZEN, change.customer(), Map.of())));
    }

    private static WebhookEvent told(EventType type, WalletChange change) {
        var after = change.after();
        return WebhookEvent.of(
                type,
                change.customer(),
                Map.of(
                        "available", after.available().amount(),
                        "held", after.held().amount()));
    }

    /** Credits that lapse soon, of which nobody was told; the id is the same on all instances, so they are told of once. */
    record Lapsing(Instant at, CustomerNo customer, long lot, long credits, UUID id) {
        static final Lapsing FIRST = new Lapsing(Instant.EPOCH, CustomerNo.HOUSE, 0, 0, new UUID(0, 0));

        static Lapsing read(ResultSet row) throws SQLException {
            return new Lapsing(
                    Postgres.instant(row, "expires_at"),
                    new CustomerNo(row.getLong("customer_no")),
                    row.getLong("lot"),
                    row.getLong("remaining"),
                    row.getObject("id", UUID.class));
        }

        WebhookEvent event() {
            var data = Map.<String, Object>of("credits", credits, "expires_at", at.toString());
            return new WebhookEvent(id, EventType.BALANCE_EXPIRING, Optional.of(customer), Optional.empty(), data);
        }
    }

    /** Nothing happens when credits are about to lapse, so they are looked for. */
    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tellOfLapsing() {
        for (var page = untold(Lapsing.FIRST); !page.isEmpty(); page = untold(page.getLast()))
            outbox.tell(page.stream().map(Lapsing::event).toList());
    }

    /** A page of what lapses after another. */
    List<Lapsing> untold(Lapsing last) {
        return postgres.list(UNTOLD, Lapsing::read, last.at(), last.customer().value(), last.lot(), PAGE);
    }
}
