package farebox.deployment;

import io.quarkus.runtime.Application;
import java.nio.file.Path;
import java.util.Map;

/** What happens before anything else: settings are checked, and the database is found or started. */
public final class Launch {
    private Launch() {}

    /** Readies the database for the server of this process; may refuse. */
    public static void serve(Map<String, String> environment) {
        var settings = Settings.read(environment);
        var database = settings.database().orElseGet(() -> embedded(settings.data()));
        Stamps.modeIn(database).ifPresent(stamped -> stamped.refuseUnless(settings.mode()));
        settings.database().ifPresent(Logins::refuseUnlessFit);
        Settings.forQuarkus(environment).forEach(System::setProperty);
        database.settings().forEach(System::setProperty);
        // Quarkus refuses addresses that are none without a word; farebox.web.Addresses has one.
        System.setProperty("vertx.disableURIValidation", "true");
    }

    private static Database embedded(Path data) {
        var postgres = EmbeddedPostgres.start(data);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAfterApplication(postgres), "postgres-stop"));
        return postgres.database();
    }

    // Shutdown hooks run side by side, but the application needs its database until it has stopped.
    private static void stopAfterApplication(EmbeddedPostgres postgres) {
        var application = Application.currentApplication();
        if (application != null) application.awaitShutdown();
        postgres.close();
    }

    /** The database for a command that runs beside a server, or without one; may refuse. */
    public static Joined join(Map<String, String> environment) {
        var settings = Settings.read(environment);
        return settings.database()
                .map(database -> new Joined(database, settings.data(), () -> {}))
                .orElseGet(() -> {
                    var postgres = EmbeddedPostgres.join(settings.data());
                    return new Joined(postgres.database(), settings.data(), postgres::close);
                });
    }

    /** A database in use by a command, which stops it if it had to start it. */
    public record Joined(Database database, Path data, Runnable leave) implements AutoCloseable {
        @Override
        public void close() {
            leave.run();
        }
    }
}
