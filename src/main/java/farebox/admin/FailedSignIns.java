package farebox.admin;

import farebox.sql.Postgres;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Keeps guessing slow: so many wrong passwords for one e-mail in a quarter of an hour, from wherever they come. */
@ApplicationScoped
class FailedSignIns {
    private static final int MAX = 10;

    private final Postgres postgres;

    FailedSignIns(Postgres postgres) {
        this.postgres = postgres;
    }

    /** Counts a try as failed before it is made, so that many at once cannot pass together; none if it is one too many. */
    Optional<Long> begin(String email) {
        postgres.change("delete from failed_sign_in where at < clock_timestamp() - interval '15 minutes'");
        var attempt = postgres.first(
                        "insert into failed_sign_in (email) values (?) returning no", row -> row.getLong(1), email)
                .orElseThrow();
        if (count(email) <= MAX) return Optional.of(attempt);
        forget(attempt);
        return Optional.empty();
    }

    /** Takes a try back: it did not fail, or was never made. */
    void forget(long attempt) {
        postgres.change("delete from failed_sign_in where no = ?", attempt);
    }

    private long count(String email) {
        return postgres.first("select count(*) from failed_sign_in where email = ?", row -> row.getLong(1), email)
                .orElseThrow();
    }
}
