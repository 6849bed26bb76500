package farebox.admin;

import java.time.Instant;
import java.util.Optional;

/** An operator as the pages show them: without the hash of their password. */
record Person(int no, String name, String email, Role role, Instant createdAt, Optional<Instant> offAt) {
    static Person of(Operator operator) {
        return new Person(
                operator.no,
                operator.name,
                operator.email,
                Role.of(operator.role).orElseThrow(),
                operator.createdAt,
                Optional.ofNullable(operator.offAt));
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }
}
