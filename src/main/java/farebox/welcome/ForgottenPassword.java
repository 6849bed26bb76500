package farebox.welcome;

import farebox.admin.Operators;
import farebox.deployment.Launch;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** The command {@code password}: the way back in for operators whom no other can help. Who may run it has the database too. */
public final class ForgottenPassword {
    private ForgottenPassword() {}

    /** Gives the operator of this address another password and prints it. The status to exit with is 0 where that was done. */
    public static int replace(Map<String, String> environment, String email) {
        try (var joined = Launch.join(environment);
                var connection = joined.database().asApp()) {
            return told(email, Operators.renewPassword(connection, email));
        } catch (SQLException failure) {
            System.err.println("The password could not be changed: " + failure.getMessage());
            return 1;
        }
    }

    private static int told(String email, Optional<String> password) {
        if (password.isEmpty()) {
            System.err.println("No operator who may sign in has the address " + email + ".");
            return 1;
        }
        System.out.println(
                "Sign in at /admin/login with the password " + password.get() + " and choose one of your own.");
        return 0;
    }
}
