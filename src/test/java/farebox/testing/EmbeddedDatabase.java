package farebox.testing;

import farebox.deployment.Database;
import farebox.deployment.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.apache.commons.io.file.PathUtils;

/** The embedded PostgreSQL itself, in a folder of its own. */
record EmbeddedDatabase(Path folder, EmbeddedPostgres postgres, String version) implements TestDatabase {
    static EmbeddedDatabase start() {
        // Not the system's temporary folder: as root, the server runs as another user, who may not enter a private one.
        var folder =
                Path.of("target", "test-database-" + ProcessHandle.current().pid());
        var postgres = EmbeddedPostgres.start(folder);
        return new EmbeddedDatabase(folder, postgres, version(postgres.database()));
    }

    @Override
    public String name() {
        return "embedded PostgreSQL " + version;
    }

    @Override
    public Database address() {
        return postgres.database();
    }

    @Override
    public void close() {
        postgres.close();
        try {
            PathUtils.deleteDirectory(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String version(Database database) {
        var owner = database.owner();
        try (var connection = DriverManager.getConnection(database.ownerJdbcUrl(), owner.name(), owner.password())) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
