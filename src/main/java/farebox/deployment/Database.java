package farebox.deployment;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** A PostgreSQL database and its two logins: the application's, and the owner's, who migrates the schema. */
public record Database(String jdbcUrl, Login app, String ownerJdbcUrl, Login owner) {
    /** The Quarkus settings that make the pool and Flyway use this database. */
    public Map<String, String> settings() {
        return Map.of(
                "quarkus.datasource.jdbc.url", jdbcUrl,
                "quarkus.datasource.username", app.name(),
                "quarkus.datasource.password", app.password(),
                "quarkus.flyway.jdbc-url", ownerJdbcUrl,
                "quarkus.flyway.username", owner.name(),
                "quarkus.flyway.password", owner.password(),
                "quarkus.flyway.placeholders.app_login", app.name());
    }

    /** A connection of the application's login, outside of any pool. */
    public Connection asApp() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, app.name(), app.password());
    }

    /** A connection of the owner's login. */
    public Connection asOwner() throws SQLException {
        return DriverManager.getConnection(ownerJdbcUrl, owner.name(), owner.password());
    }
}
