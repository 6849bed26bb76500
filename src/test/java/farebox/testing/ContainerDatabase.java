package farebox.testing;

import farebox.deployment.Database;
import farebox.deployment.Login;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL 18 in a container, with the same two roles and database as the embedded one. */
record ContainerDatabase(PostgreSQLContainer container) implements TestDatabase {
    private static final Login OWNER = new Login("farebox_owner", "owner");
    private static final Login APP = new Login("farebox_app", "app");

    /** A started container, or nothing where no engine answers. */
    static Optional<TestDatabase> started() {
        if (!DockerClientFactory.instance().isDockerAvailable()) return Optional.empty();
        var container = new PostgreSQLContainer("postgres:18");
        container.start();
        makeRolesAndDatabase(container);
        return Optional.of(new ContainerDatabase(container));
    }

    @Override
    public String name() {
        return "Testcontainers PostgreSQL 18";
    }

    @Override
    public Database address() {
        var url = "jdbc:postgresql://%s:%d/farebox"
                .formatted(container.getHost(), container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT));
        return new Database(url, APP, url, OWNER);
    }

    @Override
    public void close() {
        container.stop();
    }

    private static void makeRolesAndDatabase(PostgreSQLContainer container) {
        try (var connection = DriverManager.getConnection(
                        container.getJdbcUrl(), container.getUsername(), container.getPassword());
                var statement = connection.createStatement()) {
            for (var sql : List.of(
                    "create role farebox_owner login password 'owner'",
                    "create role farebox_app login password 'app'",
                    "create database farebox owner farebox_owner")) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
