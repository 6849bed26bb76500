package farebox.admin;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;

/** Opens to those who know their password, and keeps guessing slow. */
@ApplicationScoped
class Door {
    private final Operators operators;
    private final FailedSignIns failures;

    Door(Operators operators, FailedSignIns failures) {
        this.operators = operators;
        this.failures = failures;
    }

    enum Answer {
        YES,
        NO,
        TOO_OFTEN
    }

    Answer opens(String email, String password) {
        if (email.length() > Operators.EMAIL_LENGTH_MAX) return Answer.NO;
        var attempt = failures.begin(email);
        if (attempt.isEmpty()) return Answer.TOO_OFTEN;
        if (!knows(email, password)) return Answer.NO;
        failures.forget(attempt.get());
        return Answer.YES;
    }

    private boolean knows(String email, String password) {
        return password != null
                && password.getBytes(StandardCharsets.UTF_8).length <= Operators.PASSWORD_BYTES_MAX
                && operators.opens(email, password);
    }
}
