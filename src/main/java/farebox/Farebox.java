package farebox;

import farebox.deployment.Launch;
import farebox.deployment.Refusal;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts Farebox: the server, or a command such as {@code books} beside it. */
@QuarkusMain
public class Farebox implements QuarkusApplication {
    /** Finds or starts the database, then the application on it. */
    public static void main(String... args) {
        try {
            Launch.prepare(System.getenv(), args);
        } catch (Refusal refusal) {
            refusal.faults().forEach(System.err::println);
            System.exit(1);
        }
        Quarkus.run(Farebox.class, args);
    }

    @Override
    public int run(String... args) {
        Quarkus.waitForExit();
        return 0;
    }
}
