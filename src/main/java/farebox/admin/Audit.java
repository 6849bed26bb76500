package farebox.admin;

import farebox.sql.Postgres;
import farebox.sql.RowStatement;
import farebox.sql.RowStatement.Row;
import farebox.web.Page;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** What operators changed. A line is written in the very transaction of the change, so neither is there alone. */
@ApplicationScoped
class Audit {
    private static final int PAGE = 50;

    private static final RowStatement LINES = RowStatement.of(
            "insert into audit (operator, action, subject, detail) select * from unnest(?, ?, ?, ?) as n",
            "text",
            "text",
            "text",
            "text");

    private final Postgres postgres;
    private final SecurityIdentity identity;

    Audit(Postgres postgres, SecurityIdentity identity) {
        this.postgres = postgres;
        this.identity = identity;
    }

    /** One change: who, when, what was done to what. */
    record Line(long no, Instant at, String operator, String action, String subject, String detail) {}

    /** Notes a change in the transaction that makes it. */
    void note(String action, String subject, String detail) {
        postgres.change(
                "insert into audit (operator, action, subject, detail) values (?, ?, ?, ?)",
                operator(),
                action,
                subject,
                detail);
    }

    /** The same as a row for a wallet operation to write. */
    Row row(String action, String subject, String detail) {
        return LINES.row(operator(), action, subject, detail);
    }

    /** Newest first, from the line before this one on. */
    Page<Line> page(long before) {
        var lines = postgres.list(
                "select * from audit where no < ? order by no desc limit ?",
                row -> new Line(
                        row.getLong("no"),
                        Postgres.instant(row, "at"),
                        row.getString("operator"),
                        row.getString("action"),
                        row.getString("subject"),
                        row.getString("detail")),
                before,
                PAGE + 1);
        return Page.of(lines, PAGE, Line::no);
    }

    String operator() {
        return identity.getPrincipal().getName();
    }
}
