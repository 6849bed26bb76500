package farebox.sandbox.stripe;

import farebox.sql.Postgres;
import jakarta.enterprise.context.ApplicationScoped;

/** The webhook settings in force, the same for every instance. */
@ApplicationScoped
public class Webhooks {
    private static final String READ = """
            select deliver, duplicate, reorder, delay_millis, settle_millis
              from sandbox.webhook_settings
            """;
    private static final String CHANGE = """
            update sandbox.webhook_settings
               set deliver = ?, duplicate = ?, reorder = ?, delay_millis = ?, settle_millis = ?
            """;

    private final Postgres postgres;

    Webhooks(Postgres postgres) {
        this.postgres = postgres;
    }

    public WebhookSettings settings() {
        return postgres.list(
                        READ,
                        row -> new WebhookSettings(
                                row.getBoolean(1),
                                row.getBoolean(2),
                                row.getBoolean(3),
                                row.getLong(4),
                                row.getLong(5)))
                .getFirst();
    }

    public void change(WebhookSettings to) {
        postgres.change(CHANGE, to.deliver(), to.duplicate(), to.reorder(), to.delayMillis(), to.settleMillis());
    }
}
