package farebox.gateway;

import farebox.sql.Postgres;
import farebox.sql.RowStatement;
import farebox.sql.RowStatement.Row;
import farebox.wallet.CorrectionOutcome;
import farebox.wallet.CorrectionOutcome.Corrected;
import farebox.wallet.HoldId;
import farebox.wallet.Wallets;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Charges that were a mistake: of an invocation, or of a hold that an app captured. */
@ApplicationScoped
public class Corrections {
    private static final RowStatement CORRECTED = RowStatement.of("""
            insert into correction (customer_no, hold, corrected_at, credits, revenue_nanos)
            select * from unnest(?, ?, ?, ?, ?) as n
                -- A batch whose commit went unanswered is written again.
                on conflict do nothing
            """, "int8", "int8", "timestamptz", "int8", "int8");

    private final Wallets wallets;
    private final Postgres postgres;

    Corrections(Wallets wallets, Postgres postgres) {
        this.wallets = wallets;
        this.postgres = postgres;
    }

    /**
     * Gives a charge back, once: its credits return to their lots; what the models cost stays.
     *
     * @param notes rows that are written along if that is done
     */
    public CorrectionOutcome correct(HoldId hold, List<Row> notes) {
        return wallets.correctCapture(hold, (outcome, at) -> {
            if (!(outcome instanceof Corrected corrected)) return List.of();
            var rows = new ArrayList<>(notes);
            rows.add(row(hold, corrected, at));
            return rows;
        });
    }

    private static Row row(HoldId hold, Corrected corrected, Instant at) {
        return CORRECTED.row(
                hold.customer().value(),
                hold.hold(),
                at,
                corrected.credits().amount(),
                corrected.revenue().nanos());
    }

    /** When a charge was given back; empty for one that stands. */
    public Optional<Instant> of(HoldId hold) {
        return postgres.first(
                "select corrected_at from correction where customer_no = ? and hold = ?",
                row -> Postgres.instant(row, "corrected_at"),
                hold.customer().value(),
                hold.hold());
    }
}
