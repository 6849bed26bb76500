package farebox.welcome;

import farebox.admin.Operators;
import farebox.admin.Role;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets the operator in whom the environment names. */
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

    /** Whether the environment names anybody. */
    boolean isNamed() {
        return email.isPresent() || password.isPresent();
    }

    /** Makes the operator whom the environment names, if nobody is there yet; says who can sign in now. */
    String ensure() {
        if (operators.any()) return "sign in as an operator";
        if (email.isEmpty() || password.isEmpty())
            return "nobody can sign in yet: set FAREBOX_OPERATOR_EMAIL and FAREBOX_OPERATOR_PASSWORD, and start again";
        return Operators.fault(email.get(), password.get())
                .map(fault -> "nobody can sign in yet: " + fault)
                .orElseGet(() -> create(email.get(), password.get()));
    }

    private String create(String address, String secret) {
        operators.create(address, secret, "First operator", Role.ADMIN);
        return "sign in as " + address + ", with the password of FAREBOX_OPERATOR_PASSWORD";
    }
}
