package farebox.deployment;

import io.quarkus.runtime.Application;
import java.util.Map;

/** What happens before the application starts: settings are checked, and the embedded database is started. */
public final class Launch {
    /** The setting that tells a server from a command that runs and ends. */
    static final String SERVING = "farebox.serving";

    private Launch() {}

    /** Readies the database for the server, or for the command that is the first argument; may refuse. */
    public static void prepare(Map<String, String> environment, String... args) {
        var settings = Settings.read(environment);
        var serving = args.length == 0;
        var database = settings.database().orElseGet(() -> embedded(settings, serving));
        database.settings().forEach(System::setProperty);
        if (serving) return;
        System.setProperty(SERVING, "false");
        System.setProperty("quarkus.http.host-enabled", "false");
        System.setProperty("quarkus.scheduler.start-mode", "halted");
        System.setProperty("quarkus.log.level", "WARN");
    }

    private static Database embedded(Settings settings, boolean serving) {
        var postgres = serving ? EmbeddedPostgres.start(settings.data()) : EmbeddedPostgres.join(settings.data());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAfterApplication(postgres), "postgres-stop"));
        return postgres.database();
    }

    // Shutdown hooks run side by side, but the application needs its database until it has stopped.
    private static void stopAfterApplication(EmbeddedPostgres postgres) {
        var application = Application.currentApplication();
        if (application != null) application.awaitShutdown();
        postgres.close();
    }
}
