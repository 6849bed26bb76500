package farebox.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import farebox.deployment.Deployment;
import farebox.money.CustomerNo;
import farebox.sql.RowStatement;
import farebox.sql.RowStatement.Row;
import farebox.webhook.WebhookEvent.Fall;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** What apps are still to be told. It is written in the very transaction of what happened, so neither is there alone. */
@Singleton
public class Outbox {
    /** Keeps an event only if somebody wants it, and puts a delivery on the way to each who does. */
    private static final RowStatement EVENTS =
            RowStatement.of("""
            with happened as (
                select n.*, c.app,
                       json_build_object(
                           'type', n.type,
                           'timestamp', to_char(n.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                           'livemode', n.livemode,
                           'data', jsonb_strip_nulls(jsonb_build_object('customer', c.id)) || n.data::jsonb)::text as body
                  from unnest(?, ?, ?, ?, ?, ?, ?, ?)
                    as n (id, type, customer_no, fell_from, fell_to, data, livemode, at)
                  left join customer c using (customer_no)),
            wanted as (
                select distinct h.id, e.endpoint
                  from happened h
                  join webhook_endpoint e
                    on e.in_use and h.type = any (e.types)
                   and (h.customer_no is null or e.app = h.app)
                   and (h.fell_from is null or e.low_below <= h.fell_from and e.low_below > h.fell_to)),
            kept as (
                insert into webhook_event (id, type, customer_no, body, at)
                select id, type, customer_no, body, at from happened where id in (select id from wanted)
                    on conflict do nothing
                returning id)
            insert into webhook_delivery (event, endpoint)
            select id, endpoint from kept join wanted using (id)
            """, "uuid", "text", "int8", "int8", "int8", "text", "bool", "timestamptz");

    private final DataSource database;
    private final ObjectMapper json;
    private final Deployment deployment;
    private final Clock clock;

    Outbox(DataSource database, ObjectMapper json, Deployment deployment, Clock clock) {
        this.database = database;
        this.json = json;
        this.deployment = deployment;
        this.clock = clock;
    }

    /** A row for a wallet's operation to write. */
    public Row row(WebhookEvent event, Instant at) {
        return EVENTS.row(
                event.id(),
                event.type().word(),
                event.customer().map(CustomerNo::value).orElse(null),
                event.fall().map(Fall::from).orElse(null),
                event.fall().map(Fall::to).orElse(null),
                text(event),
                deployment.stripe().livemode(),
                at);
    }

    /** Writes it in the transaction that is under way. */
    public void tell(WebhookEvent event) {
        tell(List.of(event));
    }

    /** Writes them with one statement. */
    void tell(List<WebhookEvent> events) {
        var now = clock.instant();
        try (var connection = database.getConnection()) {
            var rows = events.stream().map(event -> row(event, now)).toList();
            RowStatement.write(connection, List.of(rows));
        } catch (SQLException failure) {
            throw new IllegalStateException("What happened could not be written for the webhooks", failure);
        }
    }

    private String text(WebhookEvent event) {
        try {
            return json.writeValueAsString(event.data());
        } catch (JsonProcessingException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
