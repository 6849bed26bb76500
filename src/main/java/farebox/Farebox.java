package farebox;

import farebox.deployment.Launch;
import farebox.deployment.Refusal;
import farebox.welcome.ForgottenPassword;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;

/** Starts Farebox: the server, the commands {@code books} and {@code password} beside it, or the {@code rehearse} of a build. */
@QuarkusMain
public class Farebox {
    public static void main(String... args) throws IOException {
        try {
            if (args.length == 0) serve();
            else if (args.length == 2 && args[0].equals("rehearse")) Rehearsal.in(args[1]);
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
        if (args.length == 3 && args[0].equals("books") && args[1].equals("seal"))
            return Books.seal(System.getenv(), args[2]);
        if (args.length == 2 && args[0].equals("password")) return ForgottenPassword.replace(System.getenv(), args[1]);
        System.err.println(
                "There is no such command: give none to serve, books to check the books, books seal and a month"
                        + " such as 2026-10 to check and seal the journal up to its end, or password and an operator's address to"
                        + " let them in with another password.");
        return 2;
    }
}
