package farebox.wallet;

import farebox.money.Credits;
import farebox.sql.Postgres;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/** How much of a cap is used, and how long that is remembered. */
@ApplicationScoped
public class CapUse {
    /** Longer than any hold lasts, so that what it gives back still finds its day. */
    private static final int DAYS_KEPT = 9;

    private static final String USED = """
            select coalesce((select used from cap_use where scope = c.scope and owner = c.owner and day = c.day), 0)
                   - coalesce((select sum(credits) from cap_return
                                where scope = c.scope and owner = c.owner and day = c.day), 0) as used
              from (select ?::smallint as scope, ?::bigint as owner,
                           case when ? then date '-infinity' else (now() at time zone 'UTC')::date end as day) as c
            """;

    private final Postgres postgres;

    CapUse(Postgres postgres) {
        this.postgres = postgres;
    }

    /** What is held and spent of a cap: today, or ever since it was set. */
    public Credits of(Cap.Scope scope, long owner) {
        return postgres.first(
                        USED,
                        row -> Credits.of(row.getLong("used")),
                        scope.ordinal(),
                        owner,
                        scope == Cap.Scope.KEY_TOTAL)
                .orElseThrow();
    }

    @Scheduled(every = "1h", delayed = "1h")
    @RunOnVirtualThread
    void forget() {
        for (var table : new String[] {"cap_use", "cap_return"})
            postgres.change(
                    "delete from " + table + " where day < (now() at time zone 'UTC')::date - ? and day > '-infinity'",
                    DAYS_KEPT);
    }
}
