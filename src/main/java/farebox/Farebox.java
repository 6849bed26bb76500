package farebox;

import farebox.deployment.Launch;
import farebox.deployment.Refusal;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts Farebox: the server, or the command {@code books} beside it. */
@QuarkusMain
public class Farebox {
    public static void main(String... args) {
        try {
            if (args.length == 0) serve();
            else System.exit(command(args));
        } catch (Refusal refusal) {
            refusal.faults().forEach(System.err::println);
            System.exit(1);
        }
    }

    private static void serve() {
        Launch.serve(System.getenv());
        Quarkus.run();
    }

    private static int command(String... args) {
        if (args.length == 1 && args[0].equals("books")) return Books.check(System.getenv());
        System.err.println("There is no such command: give none to serve, or books to check the books.");
        return 2;
    }
}
