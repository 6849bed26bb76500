package farebox.webhook;

import farebox.money.Credits;
import farebox.money.CustomerNo;
import farebox.sql.Postgres;
import farebox.sql.RowStatement.Row;
import farebox.wallet.WalletChange;
import farebox.webhook.WebhookEvent.Fall;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What there is to tell of wallets: they run low, they are empty, they are frozen, credits in them lapse soon. */
@Singleton
class WalletNews implements WalletChange.Attachment {
    private static final String WISHES = """
            select 'balance.low' = any (types) as low, low_below, 'balance.exhausted' = any (types) as exhausted
              from webhook_endpoint
             where in_use and types && array['balance.low', 'balance.exhausted']
            """;
    private static final String EXPIRING = """
            select l.customer_no, l.lot, l.remaining, l.expires_at
              from lot l
              join customer c using (customer_no)
             where l.open and l.remaining > 0
               and l.expires_at between clock_timestamp() and clock_timestamp() + interval '7 days'
               and exists (select from webhook_endpoint e
                            where e.app = c.app and e.in_use and 'balance.expiring' = any (e.types))
             order by l.expires_at
            """;

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

    /** Nothing happens when credits are about to lapse, so they are looked for; the lot makes it once on all instances. */
    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tellOfExpiring() {
        postgres.list(
                        EXPIRING,
                        row -> WebhookEvent.of(
                                        EventType.BALANCE_EXPIRING,
                                        new CustomerNo(row.getLong("customer_no")),
                                        Map.of(
                                                "credits", row.getLong("remaining"),
                                                "expires_at",
                                                        Postgres.instant(row, "expires_at")
                                                                .toString()))
                                .onceFor(row.getLong("lot")))
                .forEach(outbox::tell);
    }
}
