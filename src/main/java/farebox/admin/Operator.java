package farebox.admin;

import java.time.Instant;
import java.util.Optional;

/**
 * A person who may sign in to the operators' pages, or could.
 *
 * @param offAt since when they cannot sign in; empty: they can
 */
record Operator(int no, String name, String email, Role role, Instant createdAt, Optional<Instant> offAt) {
    public boolean isAdmin() {
        return role == Role.ADMIN;
    }
}
