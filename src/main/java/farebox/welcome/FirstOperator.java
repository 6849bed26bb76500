package farebox.welcome;

import farebox.admin.Operators;
import farebox.admin.Role;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets the first operator in where there is no demo. */
@Singleton
class FirstOperator {
    private final Operators operators;
    private final Optional<String> email;
    private final Optional<String> password;

    FirstOperator(
            Operators operators,
            @ConfigProperty(name = "FAREBOX_OPERATOR_EMAIL") Optional<String> email,
            @ConfigProperty(name = "FAREBOX_OPERATOR_PASSWORD") Optional<String> password) {
        this.operators = operators;
        this.email = email;
        this.password = password;
    }

    /** Makes the operator whom the environment names, if nobody is there yet; says who can sign in now. */
    String ensure() {
        if (operators.any()) return "sign in as an operator";
        if (email.isEmpty() || password.isEmpty())
            return "nobody can sign in yet: set FAREBOX_OPERATOR_EMAIL and FAREBOX_OPERATOR_PASSWORD, and start again";
        if (password.get().length() < Operators.PASSWORD_LENGTH_MIN)
            return "nobody can sign in yet: FAREBOX_OPERATOR_PASSWORD needs at least %d characters"
                    .formatted(Operators.PASSWORD_LENGTH_MIN);
        operators.create(email.get(), password.get(), email.get(), Role.ADMIN);
        return "sign in as " + email.get() + ", with the password of FAREBOX_OPERATOR_PASSWORD";
    }
}
