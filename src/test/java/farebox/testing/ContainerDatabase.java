package farebox.testing;

import farebox.deployment.Database;
import farebox.deployment.Login;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL 18 in a container, with the same two roles and database as the embedded one. */
record ContainerDatabase(PostgreSQLContainer container) implements TestDatabase {
    private static final Logger LOG = Logger.getLogger(ContainerDatabase.class);
    private static final String IMAGE = "postgres:18";
    private static final Login OWNER = new Login("farebox_owner", "owner");
    private static final Login APP = new Login("farebox_app", "app");

    /** A database in a container, or nothing where no engine answers, or one that cannot start it. */
    static Optional<TestDatabase> started() {
        return startedContainer().map(container -> {
            makeRolesAndDatabase(container);
            return new ContainerDatabase(container);
        });
    }

    // Testcontainers throws many kinds: an engine may be out of reach of a registry, have no network, be too old.
    private static Optional<PostgreSQLContainer> startedContainer() {
        try {
            if (!DockerClientFactory.instance().isDockerAvailable()) return Optional.empty();
            var container = new PostgreSQLContainer(IMAGE);
            container.start();
            return Optional.of(container);
        } catch (RuntimeException failure) {
            LOG.warnf("A container engine answers, but cannot start %s: %s", IMAGE, failure.getMessage());
            return Optional.empty();
        }
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
