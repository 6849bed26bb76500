package farebox.deployment;

import java.util.Optional;

/** Reads which PostgreSQL to use; none named means the embedded one. */
final class DatabaseSettings {
    private final Environment environment;

    private DatabaseSettings(Environment environment) {
        this.environment = environment;
    }

    static Optional<Database> read(Environment environment) {
        return new DatabaseSettings(environment).read();
    }

    private Optional<Database> read() {
        if (!environment.has("DATABASE_URL")) {
            refuseOrphans("DATABASE_USER", "DATABASE_PASSWORD", "DATABASE_OWNER_URL");
            return Optional.empty();
        }
        var appUrl = url("DATABASE_URL");
        var ownerUrl = environment.has("DATABASE_OWNER_URL") ? url("DATABASE_OWNER_URL") : appUrl;
        return appUrl.flatMap(app -> ownerUrl.flatMap(owner -> database(app, owner)));
    }

    private Optional<Database> database(DatabaseUrl app, DatabaseUrl owner) {
        var appLogin = login("DATABASE_URL", app, ", or set DATABASE_USER");
        var ownerLogin = owner == app ? appLogin : login("DATABASE_OWNER_URL", owner, "");
        return appLogin.flatMap(
                login -> ownerLogin.map(migrator -> new Database(app.jdbcUrl(), login, owner.jdbcUrl(), migrator)));
    }

    private Optional<Login> login(String name, DatabaseUrl url, String otherwise) {
        var apart = name.equals("DATABASE_URL");
        var user = url.user().or(() -> apart ? environment.text("DATABASE_USER") : Optional.empty());
        var password = url.password().or(() -> apart ? environment.text("DATABASE_PASSWORD") : Optional.empty());
        if (user.isEmpty())
            environment.fault(name + " names no user: write it as user:password@host" + otherwise + ".");
        return user.map(found -> new Login(found, password.orElse("")));
    }

    private Optional<DatabaseUrl> url(String name) {
        var url = environment.text(name).flatMap(DatabaseUrl::parse);
        if (url.isEmpty()) environment.fault(name + " must look like postgres://user:password@host:5432/database.");
        return url;
    }

    private void refuseOrphans(String... names) {
        for (var name : names) {
            if (environment.has(name)) environment.fault(name + " is set, but DATABASE_URL is not.");
        }
    }
}
