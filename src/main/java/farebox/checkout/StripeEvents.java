package farebox.checkout;

import farebox.checkout.StripeEvent.State;
import farebox.deployment.Deployment;
import farebox.sql.Postgres;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The inbox: what Stripe told us, each event once. */
@Singleton
public class StripeEvents {
    private static final String COLUMNS = "event_id, type, object_id, state, tries, received_at, error";

    private static final String PAGE = "select " + COLUMNS + """
             from stripe_event
            where received_at < coalesce(?, 'infinity'::timestamptz)
            order by received_at desc
            limit ?
            """;
    private static final String KEEP = """
            insert into stripe_event (livemode, event_id, type, object_id, body)
            values (?, ?, ?, ?, ?)
            on conflict do nothing
            """;

    /** Taken events come due again by themselves, should whoever took them die. */
    private static final String TAKE = """
            update stripe_event
               set tries = tries + 1, next_try_at = now() + interval '2 minutes'
             where (livemode, event_id) in (
                   select livemode, event_id
                     from stripe_event
                    where state = 'waiting' and next_try_at <= now()
                    order by next_try_at
                    limit ?
                      for update skip locked)
            returning\s""" + COLUMNS;

    private static final String END = """
            update stripe_event
               set state = ?, error = null
             where livemode = ? and event_id = ? and state = 'waiting'
            """;

    private static final String FAIL = """
            update stripe_event
               set state = ?, error = ?, next_try_at = now() + ? * interval '1 second'
             where livemode = ? and event_id = ? and state = 'waiting'
            """;

    private static final String RETRY = """
            update stripe_event
               set state = 'waiting', tries = 0, next_try_at = now()
             where livemode = ? and event_id = ? and state = 'failed'
            """;

    /** What has ended keeps the time that was set when it was last taken. */
    private static final String FORGET = """
            delete from stripe_event
             where (livemode, event_id) in (
                   select livemode, event_id
                     from stripe_event
                    where state in ('handled', 'ignored')
                      and received_at < now() - interval '90 days'
                      and next_try_at < now() - interval '90 days'
                    limit ?
                      for update skip locked)
            """;

    private final Postgres postgres;
    private final Deployment deployment;

    StripeEvents(Postgres postgres, Deployment deployment) {
        this.postgres = postgres;
        this.deployment = deployment;
    }

    /** What was received, newest first; where a time is given, before it. */
    public List<StripeEvent> page(Optional<Instant> before, int limit) {
        return postgres.list(PAGE, StripeEvents::read, before.orElse(null), limit);
    }

    /** Events in one state, newest first. */
    public List<StripeEvent> inState(State state, int limit) {
        return postgres.list(
                "select " + COLUMNS + " from stripe_event where state = ? order by received_at desc limit ?",
                StripeEvents::read,
                state.word(),
                limit);
    }

    /** Has an event tried again that was given up; says whether there was one. */
    public boolean retry(String id) {
        return postgres.change(RETRY, livemode(), id) == 1;
    }

    /** Keeps an event, unless it is known. */
    void keep(StripeNotice notice) {
        postgres.change(KEEP, notice.livemode(), notice.id(), notice.type(), notice.objectId(), notice.body());
    }

    /** Takes events that are due, so that nobody else handles them meanwhile. */
    List<StripeEvent> take(int limit) {
        return postgres.list(TAKE, StripeEvents::read, limit);
    }

    void end(StripeEvent event, State state) {
        postgres.change(END, state.word(), livemode(), event.id());
    }

    void postpone(StripeEvent event, String error, Duration wait) {
        postgres.change(FAIL, State.WAITING.word(), error, wait.toSeconds(), livemode(), event.id());
    }

    void giveUp(StripeEvent event, String error) {
        postgres.change(FAIL, State.FAILED.word(), error, 0L, livemode(), event.id());
    }

    /** Lets go of events that ended 90 days ago, as Stripe delivers none again after 30; says of how many. */
    int forget(int limit) {
        return postgres.change(FORGET, limit);
    }

    private boolean livemode() {
        return deployment.stripe().livemode();
    }

    private static StripeEvent read(ResultSet row) throws SQLException {
        return new StripeEvent(
                row.getString("event_id"),
                row.getString("type"),
                row.getString("object_id"),
                State.of(row.getString("state")),
                row.getInt("tries"),
                Postgres.instant(row, "received_at"),
                Optional.ofNullable(row.getString("error")));
    }
}
