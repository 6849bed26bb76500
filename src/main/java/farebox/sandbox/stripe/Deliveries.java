package farebox.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farebox.sql.Postgres;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Optional;

/** The durable queue of webhooks: each is tried until it is taken, at most fifteen times. */
@ApplicationScoped
class Deliveries {
    /** Something is waiting to be sent. */
    record Scheduled() {}

    /** An event that one courier has taken on; another gets it if this one says nothing for half a minute. */
    record Sending(long id, String body) {}

    private static final String SCHEDULE = """
            insert into sandbox.delivery (event, due_at)
            values (?, now() + ? * interval '1 millisecond')
            """;
    private static final String CLAIM = """
            update sandbox.delivery
               set tries = tries + 1,
                   due_at = now() + interval '30 seconds'
             where id = (select id
                           from sandbox.delivery
                          where delivered_at is null
                            and tries < 15
                            and due_at <= now()
                          order by due_at, id
                          limit 1
                            for update skip locked)
            returning id, (select body from sandbox.document where document.id = event)
            """;
    private static final String DELIVERED = """
            update sandbox.delivery
               set delivered_at = now(),
                   last_answer = ?
             where id = ?
            """;
    private static final String POSTPONE = """
            update sandbox.delivery
               set due_at = now() + least(power(2, tries - 1), 300) * interval '1 second',
                   last_answer = ?
             where id = ?
            """;
    private static final long STEP_MILLIS = 200;
    private static final long DUPLICATE_AFTER_MILLIS = 1_000;

    private final Postgres postgres;
    private final Webhooks webhooks;
    private final Event<Scheduled> scheduled;

    Deliveries(Postgres postgres, Webhooks webhooks, Event<Scheduled> scheduled) {
        this.postgres = postgres;
        this.webhooks = webhooks;
        this.scheduled = scheduled;
    }

    /**
     * Queues events that happened in this order. Stripe promises neither order nor uniqueness, so the newest goes first and a
     * completed session is told again, after its bank debit has settled: whoever believes a snapshot is proved wrong every day.
     */
    void schedule(List<ObjectNode> events) {
        var settings = webhooks.settings();
        for (var i = 0; i < events.size(); i++) {
            var place = settings.reorder() ? events.size() - 1 - i : i;
            var id = events.get(i).path("id").asText();
            var delay = settings.delayMillis() + place * STEP_MILLIS;
            postgres.change(SCHEDULE, id, delay);
            if (settings.duplicate() && events.get(i).path("type").asText().equals("checkout.session.completed")) {
                postgres.change(SCHEDULE, id, delay + settings.settleMillis() + DUPLICATE_AFTER_MILLIS);
            }
        }
        scheduled.fire(new Scheduled());
    }

    Optional<Sending> claim() {
        return postgres.first(CLAIM, row -> new Sending(row.getLong(1), row.getString(2)));
    }

    void note(Sending sending, WebhookEndpoint.Answer answer) {
        postgres.change(answer.taken() ? DELIVERED : POSTPONE, answer.text(), sending.id());
    }
}
