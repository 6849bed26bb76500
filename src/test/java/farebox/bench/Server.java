package farebox.bench;

import farebox.deployment.Database;
import farebox.deployment.EmbeddedPostgres;
import farebox.ledger.BooksCheck;
import farebox.wallet.BareWallets;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.file.PathUtils;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** An embedded, durable PostgreSQL with our schema, gone with this process, and wallets on a pool like the app's. */
record Server(Path folder, Database database, BareWallets wallets) {
    static Server start(String name) throws SQLException {
        // Not the system's temporary folder: as root, the server runs as another user, who may not enter a private one.
        var folder = Path.of(
                "target", "bench-" + name + "-" + ProcessHandle.current().pid());
        var postgres = EmbeddedPostgres.start(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres, folder)));
        var database = postgres.database();
        migrate(database);
        return new Server(folder, database, new BareWallets(pool(database)));
    }

    /** However the benchmark ends, nothing of the server stays. */
    private static void stop(EmbeddedPostgres postgres, Path folder) {
        postgres.close();
        try {
            PathUtils.deleteDirectory(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void migrate(Database database) {
        Flyway.configure()
                .dataSource(
                        database.ownerJdbcUrl(),
                        database.owner().name(),
                        database.owner().password())
                .placeholders(Map.of("app_login", database.app().name()))
                .load()
                .migrate();
    }

    private static AgroalDataSource pool(Database database) throws SQLException {
        var login = database.app();
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.minSize(4)
                        .maxSize(32)
                        .acquisitionTimeout(Duration.ofSeconds(10))
                        .connectionFactoryConfiguration(connections -> connections
                                .jdbcUrl(database.jdbcUrl())
                                .principal(new NamePrincipal(login.name()))
                                .credential(new SimplePassword(login.password()))
                                .initialSql("set role farebox_app"))));
    }

    /** Its version, and the settings that make it durable and fast, in words. */
    String words() throws SQLException {
        return ask("""
                select 'PostgreSQL ' || current_setting('server_version') || ': '
                         || string_agg(name || '=' || current_setting(name), ', ' order by name)
                  from pg_settings
                 where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'wal_sync_method',
                                'shared_buffers', 'max_wal_size', 'checkpoint_timeout')
                """);
    }

    /** What PostgreSQL answers to the owner. */
    String ask(String question) throws SQLException {
        try (var connection = owner();
                var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }

    /** Changes something with the owner's rights, all of it or nothing. */
    void change(String sql) throws SQLException {
        try (var connection = owner();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(sql);
            connection.commit();
        }
    }

    /** So that no vacuum is due while something is measured. */
    void vacuum() throws SQLException {
        try (var connection = owner();
                var statement = connection.createStatement()) {
            statement.execute("vacuum (analyze)");
        }
    }

    private Connection owner() throws SQLException {
        return DriverManager.getConnection(
                database.ownerJdbcUrl(),
                database.owner().name(),
                database.owner().password());
    }

    /** Proves the books of the customers in this schema's views, or of all where it is the public one; gives the faults. */
    List<String> faults(String schema) throws SQLException {
        var source = new PGSimpleDataSource();
        source.setURL(database.jdbcUrl());
        source.setUser(database.app().name());
        source.setPassword(database.app().password());
        source.setCurrentSchema(schema + ",public");
        return BooksCheck.run(source, progress -> {}).faults();
    }
}
