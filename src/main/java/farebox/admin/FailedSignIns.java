package farebox.admin;

import farebox.sql.Postgres;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps guessing slow: so many wrong passwords in a quarter of an hour for one e-mail or from one address. */
@ApplicationScoped
class FailedSignIns {
    private static final int BY_EMAIL_MAX = 10;
    private static final int BY_ADDRESS_MAX = 30;

    private final Postgres postgres;

    FailedSignIns(Postgres postgres) {
        this.postgres = postgres;
    }

    boolean tooMany(String email, String address) {
        return postgres.first("""
                        select count(*) filter (where email = ?) >= ? or count(*) filter (where address = ?) >= ?
                          from failed_sign_in
                         where at > clock_timestamp() - interval '15 minutes'
                        """, row -> row.getBoolean(1), email, BY_EMAIL_MAX, address, BY_ADDRESS_MAX)
                .orElseThrow();
    }

    void add(String email, String address) {
        postgres.change("delete from failed_sign_in where at < clock_timestamp() - interval '1 hour'");
        postgres.change("insert into failed_sign_in (email, address) values (?, ?)", email, address);
    }
}
