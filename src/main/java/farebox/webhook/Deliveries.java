package farebox.webhook;

import farebox.sql.Postgres;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Everything that apps were told, or are to be. Any instance takes what is due, and no two the same. */
@Singleton
public class Deliveries {
    private static final int GONE = 410;

    private static final String DUE = """
            select distinct e.endpoint
              from webhook_endpoint e
             where e.in_use
               and exists (select from webhook_delivery d
                            where d.endpoint = e.endpoint and d.state = 'waiting' and d.due_at <= clock_timestamp())
            """;

    /** Whoever takes one leaves it to others when a minute has passed without a word. */
    private static final String TAKE = """
            update webhook_delivery d
               set tries = d.tries + 1, due_at = clock_timestamp() + interval '1 minute', tried_at = clock_timestamp()
              from webhook_event v, webhook_endpoint e
             where d.delivery in (
                   select delivery
                     from webhook_delivery
                    where endpoint = ? and state = 'waiting' and due_at <= clock_timestamp()
                    order by due_at
                    limit ?
                      for update skip locked)
               and v.id = d.event and e.endpoint = d.endpoint and e.in_use
            returning d.delivery, d.endpoint, d.tries, d.event, v.body, e.url, e.secret,
                      case when e.replaced_at > now() - interval '1 day' then e.old_secret end as old_secret
            """;

    /** Only by who took it last: somebody may have taken over from one who was thought dead. */
    private static final String END = """
            update webhook_delivery
               set state = ?, due_at = clock_timestamp() + ? * interval '1 millisecond', last_status = ?, last_answer = ?
             where delivery = ? and tries = ? and state = 'waiting'
            """;

    private static final String SELECT = """
            select d.*, v.type, v.body
              from webhook_delivery d
              join webhook_event v on v.id = d.event
            """;

    /** What is due within a minute may be under way, and comes by itself. */
    private static final String HURRY = """
            update webhook_delivery d
               set due_at = clock_timestamp()
              from webhook_endpoint e
             where d.delivery = ? and d.state = 'waiting' and d.due_at > clock_timestamp() + interval '1 minute'
               and e.endpoint = d.endpoint and e.in_use
            """;

    private static final String REPEAT = """
            insert into webhook_delivery (event, endpoint)
            select d.event, d.endpoint
              from webhook_delivery d
              join webhook_endpoint e using (endpoint)
             where d.delivery = ? and d.state <> 'waiting' and e.in_use
            """;

    private final Postgres postgres;

    Deliveries(Postgres postgres) {
        this.postgres = postgres;
    }

    /** One that an instance has taken on, with the secrets that sign it. */
    record Sending(long delivery, int endpoint, int tries, UUID event, String body, URI url, List<Secret> secrets) {}

    /** How it went: the status, if anybody answered, and what was said. */
    record Answer(Optional<Integer> status, String said) {
        boolean isTaken() {
            return status.filter(code -> code / 100 == 2).isPresent();
        }

        /** The receiver wants to be told nothing more, ever. */
        boolean isGone() {
            return status.equals(Optional.of(GONE));
        }
    }

    /** Endpoints for which something is due. */
    List<Integer> due() {
        return postgres.list(DUE, row -> row.getInt("endpoint"));
    }

    List<Sending> take(int endpoint, int limit) {
        return postgres.list(TAKE, Deliveries::sending, endpoint, limit);
    }

    void delivered(Sending sending, Answer answer) {
        end(sending, Delivery.State.DELIVERED, Duration.ZERO, answer);
    }

    void postpone(Sending sending, Duration pause, Answer answer) {
        end(sending, Delivery.State.WAITING, pause, answer);
    }

    void giveUp(Sending sending, Answer answer) {
        end(sending, Delivery.State.FAILED, Duration.ZERO, answer);
    }

    private void end(Sending sending, Delivery.State state, Duration pause, Answer answer) {
        postgres.change(
                END,
                state.word(),
                pause.toMillis(),
                answer.status().orElse(null),
                answer.said(),
                sending.delivery(),
                sending.tries());
    }

    public Optional<Delivery> find(long no) {
        return postgres.first(SELECT + "where d.delivery = ?", Deliveries::read, no);
    }

    /** What an endpoint was told, newest first, from before a number on. */
    public List<Delivery> of(int endpoint, long before, int limit) {
        return postgres.list(
                SELECT + "where d.endpoint = ? and d.delivery < ? order by d.delivery desc limit ?",
                Deliveries::read,
                endpoint,
                before,
                limit);
    }

    /** Tells it again, or tries at once what waits for its time; not what is on its way already. */
    @Transactional
    public boolean again(long no) {
        return postgres.change(HURRY, no) + postgres.change(REPEAT, no) > 0;
    }

    /** What was told a month ago is no longer of use; ids that make an event once are then past, too. */
    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void forgetOld() {
        postgres.change("""
                delete from webhook_event v
                 where at < now() - interval '30 days'
                   and not exists (select from webhook_delivery d where d.event = v.id and d.state = 'waiting')
                """);
    }

    private static Sending sending(ResultSet row) throws SQLException {
        var secrets = Stream.of(row.getBytes("secret"), row.getBytes("old_secret"))
                .filter(bytes -> bytes != null)
                .map(Secret::new)
                .toList();
        return new Sending(
                row.getLong("delivery"),
                row.getInt("endpoint"),
                row.getInt("tries"),
                row.getObject("event", UUID.class),
                row.getString("body"),
                URI.create(row.getString("url")),
                secrets);
    }

    private static Delivery read(ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong("delivery"),
                row.getObject("event", UUID.class),
                row.getInt("endpoint"),
                row.getString("type"),
                row.getString("body"),
                Delivery.State.of(row.getString("state")),
                row.getInt("tries"),
                Postgres.instant(row, "due_at"),
                Optional.ofNullable(Postgres.instant(row, "tried_at")),
                Optional.ofNullable(row.getObject("last_status", Integer.class)),
                Optional.ofNullable(row.getString("last_answer")));
    }
}
