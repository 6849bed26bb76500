package farebox.customer;

import farebox.sql.Postgres;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The apps that may call. */
@Singleton
public class Apps {
    private final Postgres postgres;

    Apps(Postgres postgres) {
        this.postgres = postgres;
    }

    /** The app of this name, made now if there is none. */
    public App ensure(String name) {
        postgres.change("insert into app (name) values (?) on conflict do nothing", name);
        return postgres.first("select app, name from app where name = ?", Apps::read, name)
                .orElseThrow();
    }

    public Optional<App> find(int no) {
        return postgres.first("select app, name from app where app = ?", Apps::read, no);
    }

    public List<App> all() {
        return postgres.list("select app, name from app order by name limit 1000", Apps::read);
    }

    private static App read(ResultSet row) throws SQLException {
        return new App(row.getInt("app"), row.getString("name"));
    }
}
